import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { contract } from '../../spec/contract.ts'

// Prism does not export the path of its command, only the manifest that contains it.
const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')
const cli = path.join(path.dirname(manifest), 'dist/index.js')

/** A running Prism, in a process of its own. */
export interface Prism {
  readonly host: string
  /** The port it listens on, also if port 0 was requested. */
  readonly port: number
  /** Where the paths of the contract begin. */
  readonly baseUrl: string
  /** Resolves when the process has ended, for any reason. */
  readonly ended: Promise<void>
  /** Stops the process and waits for its end. */
  close(): Promise<void>
}

/** Prism did not start; the message is a sentence for the user. */
export class PrismError extends Error {}

/** Prism treats a header whose example is the number 0 as missing and reports that in the response (`sl-violations`); text avoids that. */
function zeroAsText(this: unknown, name: string, value: unknown): unknown {
  return name === 'example' && value === 0 && typeof this === 'object' && this !== null && 'schema' in this ? '0' : value
}

/** The path of the base URL, as that of the reference server: a client changes only the port. */
const prefix = '/api'

/** The document with the prefix in its paths: Prism ignores the paths of `servers`. */
function prefixed(document: object): object {
  const { paths = {} } = document as { readonly paths?: Readonly<Record<string, unknown>> }
  return { ...document, paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [prefix + path, item])) }
}

/**
 * Serves the examples of the contract below `/api`. Port 0 selects a free port.
 * Throws `PrismError` if it cannot serve.
 */
export async function startPrism({ host, port }: { host: string; port: number }): Promise<Prism> {
  const prism = await start(JSON.stringify(prefixed(contract.document), zeroAsText), (bundle) => ['mock', bundle], { host, port })
  return { ...prism, baseUrl: prism.baseUrl + prefix }
}

/**
 * Forwards all requests to `upstream`, the base URL of a deployment, and reports the violations that it finds in the response header
 * `sl-violations`. Its own base URL has no path: the paths of the contract begin at the root. Listens on a free port.
 * Throws `PrismError` if it cannot serve.
 */
export function startProxy(upstream: string): Promise<Prism> {
  // With `--errors` Prism would respond instead of the deployment; with `--cors` it would add headers.
  return start(JSON.stringify(contract.document), (bundle) => ['proxy', bundle, upstream, '--cors', 'false'], {
    host: '127.0.0.1',
    port: 0,
  })
}

async function start(
  document: string,
  command: (bundle: string) => readonly string[],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Prism> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'prism-'))
  // A copy, because Prism restarts when the file changes, possibly on another port.
  const bundle = path.join(scratch, 'openapi.json')
  writeFileSync(bundle, document)
  // By default Prism starts a second process for the requests in production, which would survive the end of the first.
  const flags = [...command(bundle), '--host', host, '--port', String(port), '--multiprocess', 'false']
  const child = spawn(process.execPath, [cli, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0' },
  })
  const ended = once(child, 'exit').then(() => rmSync(scratch, { recursive: true, force: true }))

  const listening = await new Promise<number>((resolve, reject) => {
    let said = ''
    const listen = (chunk: string): void => {
      said += chunk
      const found = /listening on http:\/\/\S+:(\d+)\s/.exec(said)?.[1]
      if (found !== undefined) resolve(Number(found))
    }
    child.stdout.setEncoding('utf8').on('data', listen)
    child.stderr.setEncoding('utf8').on('data', listen)
    void ended.then(() => reject(new PrismError(whyNot(said, host, port))))
  })
  // Prism logs every request; unread output would fill the pipes and block it.
  child.stdout.removeAllListeners('data').resume()
  child.stderr.removeAllListeners('data').resume()

  return {
    host,
    port: listening,
    baseUrl: `http://${host}:${listening}`,
    ended,
    async close() {
      child.kill()
      await ended
    },
  }
}

function whyNot(said: string, host: string, port: number): string {
  if (said.includes('EADDRINUSE'))
    return `${host}:${port} is in use by another process; use --port or PORT to select another port, or 0 for a free one.`
  const last = said.trim().split('\n').at(-1)
  return `Prism ended before it listened on ${host}:${port}; its last output was: ${last === undefined || last === '' ? 'none' : last}`
}
