/**
 * Runs the steps of a Dockerfile without a daemon: in folders that are the root of a process with namespaces of its own. The build stage gets the system
 * folders of this machine instead of those of the base image, read-only; the last stage gets nothing but the program `node` with its libraries and what
 * the Dockerfile copies, also read-only. Needs root on Linux.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { copyContext, repository } from './context.ts'
import { configOf, readStages, type ImageConfig } from './dockerfile.ts'

/** Why roots cannot be made on this machine, `undefined` if they can. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux'
  if (process.getuid?.() !== 0) return 'the user is not root'
  const { status } = spawnSync('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'mount', '-t', 'tmpfs', 'none', '/mnt'])
  return status === 0 ? undefined : 'namespaces and mounts are not permitted'
}

interface Mount {
  /** A folder or a file of this machine, or `tmpfs`. */
  readonly from: string
  /** Where it appears, an absolute path in the root. */
  readonly to: string
  readonly writable?: boolean
}

interface Run {
  readonly root: string
  readonly mounts: readonly Mount[]
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly workdir: string
  readonly user: string
  readonly writableRoot?: boolean
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** Starts a process in a root, with its own mounts and as process 1 of its own process ids. */
function begin({ root, mounts, words, env, workdir, user, writableRoot = false }: Run): ChildProcess {
  const [uid = '0', gid = uid] = user.split(':')
  const devices = ['null', 'zero', 'urandom', 'random'].map((name) => ({ from: `/dev/${name}`, to: `/dev/${name}`, writable: true }))
  const lines = ['set -e', `mount --bind ${quoted(root)} ${quoted(root)}`]
  for (const { from, to, writable = false } of [...mounts, ...devices]) {
    const target = path.join(root, to)
    mkdirSync(path.dirname(target), { recursive: true })
    if (from === 'tmpfs' || !isFile(from)) mkdirSync(target, { recursive: true })
    else if (!existsSync(target)) writeFileSync(target, '')
    if (from === 'tmpfs') lines.push(`mount -t tmpfs -o mode=1777 none ${quoted(target)}`)
    else lines.push(`mount --bind ${quoted(from)} ${quoted(target)}`)
    if (from !== 'tmpfs' && !writable) lines.push(`mount -o remount,ro,bind ${quoted(target)}`)
  }
  mkdirSync(path.join(root, 'proc'), { recursive: true })
  lines.push(`mount -t proc none ${quoted(path.join(root, 'proc'))}`)
  if (!writableRoot) lines.push(`mount -o remount,ro,bind ${quoted(root)}`)
  lines.push(`exec setpriv --no-new-privs unshare --root=${quoted(root)} --wd=${quoted(workdir)} --setgid=${gid} --setuid=${uid} -- "$@"`)
  return spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', '--', 'sh', '-c', lines.join('\n'), 'sh', ...words], {
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const isFile = (file: string): boolean => spawnSync('test', ['-d', file]).status !== 0

async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

/** How this machine reaches its registry; a build machine would have settings of its own. */
function registrySettings(): Record<string, string> {
  const settings = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_(registry|cafile)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  )
  return {
    npm_config_registry: execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim(),
    ...(Object.fromEntries(settings) as Record<string, string>),
  }
}

export interface Image {
  readonly root: string
  readonly config: ImageConfig
}

/** Runs the stages of a Dockerfile in this folder; rejects with the output of a step that fails. */
export async function buildImage(dockerfile: string, folder: string): Promise<Image> {
  const stages = readStages(path.join(repository, dockerfile))
  const roots = new Map<string | undefined, string>()
  for (const { name, instructions } of stages) {
    const root = path.join(folder, name ?? 'image')
    mkdirSync(root, { recursive: true })
    roots.set(name, root)
    const mounts: Mount[] = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/etc']
      .filter((each) => existsSync(each))
      .map((each) => ({ from: each, to: each }))
    let workdir = '/'
    for (const { keyword, flags, text } of instructions) {
      const flag = (wanted: string) => flags.find(([each]) => each === wanted)?.[1]
      const [from = '', to = ''] = text.split(/\s+/)
      if (keyword === 'WORKDIR') {
        workdir = text
        mkdirSync(path.join(root, workdir), { recursive: true })
      } else if (keyword === 'COPY' && flag('from') !== undefined) {
        const target = path.join(root, to)
        cpSync(path.join(roots.get(flag('from')) ?? '', from), target, { recursive: true, verbatimSymlinks: true })
        const owner = flag('chown')?.split(':').map(Number)
        if (owner !== undefined) chownSync(target, owner[0] ?? 0, owner[1] ?? 0)
      } else if (keyword === 'COPY') {
        copyContext(path.join(root, workdir))
      } else if (keyword === 'RUN' && text.startsWith('npm ci ')) {
        // The packages of the lock file are already here.
        mounts.push({ from: path.join(repository, 'node_modules'), to: path.join(workdir, 'node_modules') })
      } else if (keyword === 'RUN') {
        const child = begin({
          root,
          mounts: [...mounts, { from: 'tmpfs', to: '/tmp' }],
          words: ['/bin/sh', '-c', text],
          env: { HOME: '/root', ...registrySettings() },
          workdir,
          user: '0:0',
          writableRoot: true,
        })
        const { code, output } = await ended(child)
        if (code !== 0)
          throw new Error(`${dockerfile}: expected this step to end with 0, but it ended with ${code}: RUN ${text}\n${output}`)
      }
    }
  }
  const last = stages.at(-1)
  if (last === undefined) throw new Error(`${dockerfile}: expected a FROM instruction, but there is none.`)
  return { root: roots.get(undefined) ?? '', config: configOf(last) }
}

/** The program `node` of this machine where the base image has it, and the libraries of the system that it and the native packages of an image load. */
function nodeFor(root: string): Mount[] {
  const native = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.node'))
  const libraries = [process.execPath, ...native.map((file) => path.join(root, file))].flatMap(
    // A package may also bring a file for another C library, which ldd cannot read.
    (file) => spawnSync('ldd', [file], { encoding: 'utf8' }).stdout.match(/\/\S+(?= \(0x)/g) ?? [],
  )
  return [{ from: process.execPath, to: '/usr/local/bin/node' }, ...[...new Set(libraries)].map((each) => ({ from: each, to: each }))]
}

export interface Container {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>
  /** Sends a signal to process 1. */
  readonly kill: (signal: NodeJS.Signals) => void
  /** Runs another command in the container, as its user. */
  readonly exec: (words: readonly string[]) => { readonly code: number | null; readonly output: string }
}

/** Starts a container of an image: read-only, without privileges, with a folder in memory for temporary files. */
export function startContainer(
  { root, config }: Image,
  {
    args = config.cmd,
    env = {},
    volumes = {},
  }: { args?: readonly string[]; env?: Readonly<Record<string, string>>; volumes?: Readonly<Record<string, string>> },
): Container {
  const mounted = Object.entries(volumes).map(([to, from]) => ({ from, to, writable: true }))
  const environment = { ...config.env, ...env }
  const child = begin({
    root,
    mounts: [...nodeFor(path.join(root, 'app')), { from: 'tmpfs', to: '/tmp' }, ...mounted],
    words: [...config.entrypoint, ...args],
    env: environment,
    workdir: config.workdir,
    user: config.user,
  })
  const first = () => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()
  return {
    child,
    ended: ended(child),
    kill: (signal) => process.kill(Number(first()), signal),
    exec: (words) => {
      const [uid = '0', gid = uid] = config.user.split(':')
      const entered = ['--target', first(), '--mount', '--pid', '--root', '--wd', `--setgid=${gid}`, `--setuid=${uid}`, '--', ...words]
      const { status, stdout, stderr } = spawnSync('nsenter', entered, {
        env: { PATH: '/usr/local/bin:/usr/bin', ...environment },
        encoding: 'utf8',
      })
      return { code: status, output: stdout + stderr }
    },
  }
}
