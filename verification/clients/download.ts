/** Downloads files at pinned versions, and refuses any other content. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { EnvHttpProxyAgent, fetch, RetryAgent } from 'undici'

/** A file in a Maven repository, with the SHA-256 of its content. */
export interface Artifact {
  /** `group:artifact:version` */
  readonly name: string
  readonly sha256: string
}

/** Something that the machine could run is not to be had from here. */
export class Unavailable extends Error {}

const central = 'https://repo1.maven.org/maven2'

/** Returns the path of the artifact's jar in the cache. Downloads it if needed, from Maven Central or from the mirror in `MAVEN_MIRROR`. */
export async function jar(cache: string, { name, sha256 }: Artifact): Promise<string> {
  const [group = '', artifact = '', version = ''] = name.split(':')
  const base = (process.env['MAVEN_MIRROR'] ?? central).replace(/\/+$/, '')
  const url = `${base}/${group.replaceAll('.', '/')}/${artifact}/${version}/${artifact}-${version}.jar`
  const file = path.join(cache, 'jars', `${artifact}-${version}.jar`)
  const kept = await readFile(file).catch(() => undefined)
  if (kept !== undefined && hashOf(kept) === sha256) return file
  const content = await bytesOf(url)
  if (hashOf(content) !== sha256) throw new Error(`${url} has the SHA-256 ${hashOf(content)}, but ${sha256} was expected`)
  await mkdir(path.dirname(file), { recursive: true })
  // Another run may read the file at the same time.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, content)
  await rename(draft, file)
  return file
}

async function bytesOf(url: string): Promise<Buffer> {
  try {
    const reply = await fetch(url, { dispatcher: new RetryAgent(new EnvHttpProxyAgent()) })
    if (!reply.ok) throw new Error(`status ${reply.status}`)
    return Buffer.from(await reply.arrayBuffer())
  } catch (error) {
    throw new Unavailable(`${url} could not be downloaded: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
