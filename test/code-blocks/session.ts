/** Runs the code blocks of one page, in their order, as a reader would who pastes them into one terminal. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startReferenceServer, type ReferenceServer } from '../../server/index.ts'
import { freePort } from '../../scripts/support/free-port.ts'
import { addressed, defaultPort, portsIn, runnable, stagingAddress, startsOf } from './commands.ts'
import type { CodeBlock } from './fences.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How long the blocks of a page may take together, in milliseconds. */
const patience = 240_000

/** Languages that are run. */
export const runLanguages = ['sh', 'bash', 'ts', 'js', 'python']

/** What became of a block that was run. */
export interface Ending {
  /** `undefined` if a block before it failed, so that it was not run. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface Session {
  readonly folder: string
  /** Of each block that is run. */
  readonly endings: ReadonlyMap<CodeBlock, Ending>
  /** What an output of the page is to be compared with: its ports and addresses are those of the session. */
  readonly asHere: (text: string) => string
}

/** What every page finds in its folder: the packages of this project under their names, from their sources. */
function prepare(folder: string): void {
  const sources = {
    'better-data-scm-server': 'server/index.ts',
    'better-data-scm-server/contract': 'spec/generated/openapi.d.ts',
    'better-data-scm-conformance': 'conformance/index.ts',
    'better-data-scm-conformance/vitest': 'conformance/vitest.ts',
    'better-data-scm-conformance/contract': 'spec/generated/openapi.d.ts',
  }
  const files = Object.entries(sources).map(([name, source]) => [name, path.join(root, source)] as const)
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    moduleDetection: 'force',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    noEmit: true,
    allowJs: true,
    paths: Object.fromEntries(files.map(([name, file]) => [name, [file]])),
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const alias = files.map(([name, file]) => `{ find: /^${name.replaceAll('/', String.raw`\/`)}$/, replacement: ${JSON.stringify(file)} }`)
  writeFileSync(path.join(folder, 'vitest.config.mjs'), `export default { resolve: { alias: [${alias.join(', ')}] } }\n`)
  mkdirSync(path.join(folder, '.blocks'))
}

/** Gives every server of a block a control plane, which can restore its state; returns where each listens. */
async function withControl(code: string): Promise<{ readonly code: string; readonly controls: readonly string[] }> {
  const controls: string[] = []
  let text = code
  for (const { controlPort, options } of [...startsOf(code)].reverse()) {
    if (controlPort === undefined) {
      const port = await freePort()
      text = `${text.slice(0, options[0])} --control ${port}${text.slice(options[0])}`
      controls.push(String(port))
    } else controls.push(controlPort)
  }
  return { code: text, controls }
}

/** How a block is run from the shell of its page. */
function commandOf({ language, code }: CodeBlock, index: number): { readonly file: string; readonly command: string } {
  if (language === 'sh' || language === 'bash') return { file: `.blocks/${index}.sh`, command: `source "$PAGE/.blocks/${index}.sh"` }
  if (language === 'python') return { file: `block-${index}.py`, command: `"$PYTHON" "$PAGE/block-${index}.py"` }
  if (/from '(?:vitest|better-data-scm-conformance\/vitest)'/.test(code)) {
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
    return { file: `block-${index}.test.ts`, command: `${process.execPath} ${vitest} run --root "$PAGE" block-${index}.test.ts` }
  }
  const file = `block-${index}.${language === 'js' ? 'mjs' : 'ts'}`
  return { file, command: `${process.execPath} --import tsx "$PAGE/${file}"` }
}

const prelude = `set -euo pipefail
PAGE=$PWD
trap 'echo $? >"$PAGE/.blocks/end"' EXIT
wait_for() {
  for _ in $(seq 200); do
    if curl -s -o /dev/null "$1"; then return 0; fi
    sleep 0.05
  done
  echo "nothing listens on $1" >&2
  return 1
}
snapshot() { for url in $controls; do curl -sf -o /dev/null -X POST -H 'Content-Type: application/json' -d '{"name":"tab"}' "$url/snapshots"; done; }
restore() { for url in $controls; do curl -sf -o /dev/null -X POST "$url/snapshots/tab/restore"; done; }
`

/** The lines that run one block, and keep what it printed and its exit code. */
function stepOf(block: CodeBlock, index: number, waits: readonly string[], isApart: boolean): string {
  const { command } = commandOf(block, index)
  const kept = `"$PAGE/.blocks/${index}`
  const to = `>${kept}.out" 2>${kept}.err" </dev/null`
  const done = (code: string): string => `echo ${code} >${kept}.code"`
  const waiting = waits.map((url) => `wait_for ${url}\n`).join('')
  if (block.background) return `( ${command} ) ${to} &\n${waiting}${done('0')}\n`
  // `set -e` has no effect in a subshell whose exit code is used, unless it is set there.
  if (block.exit !== undefined) {
    const leave = `trap 'export -p >"$PAGE/.blocks/exported"' EXIT`
    return `set +e; ( ${leave}; set -e; ${command} ) ${to}; code=$?; set -e\n. "$PAGE/.blocks/exported"\n${done('$code')}\n`
  }
  if (isApart) return `set +e; ( set -e; ${command} ) ${to}; code=$?; set -e\n${done('$code')}\n`
  return `${command} ${to}\n${waiting}${done('0')}\n`
}

interface Inner {
  readonly script: string
  readonly servers: readonly ReferenceServer[]
  readonly asHere: (text: string) => string
}

/** Writes the blocks into the folder, and the script that runs them. */
async function written(folder: string, blocks: readonly CodeBlock[]): Promise<Inner> {
  const code = blocks.map((each) => each.code).join('\n')
  const ports = new Map<string, number>()
  for (const port of portsIn(`${code} ${defaultPort}`)) ports.set(port, await freePort())
  const servers: ReferenceServer[] = []
  const isStarted = blocks.some((each) => each['not-run'] === undefined && startsOf(each.code).some(({ port }) => port === defaultPort))
  let controls: string[] = []
  if (portsIn(code).includes(defaultPort) && !isStarted) {
    const server = await startReferenceServer({ port: ports.get(defaultPort) ?? 0, control: true })
    servers.push(server)
    controls.push(server.controlUrl ?? '')
  }
  let staging = stagingAddress
  if (code.includes(stagingAddress)) {
    const server = await startReferenceServer({ limits: { perMinute: 10_000, perHour: 100_000 } })
    servers.push(server)
    staging = new URL(server.baseUrl).origin
  }
  const asHere = (text: string): string => addressed(text, (port) => ports.get(port) ?? 0, staging)

  const steps: string[] = []
  for (const [index, block] of blocks.entries()) {
    if (!isActive(block)) continue
    const { code: controlled, controls: added } = await withControl(block.code)
    const text = asHere(block.file === undefined ? runnable(controlled) : block.code)
    if (block.file !== undefined) {
      writeFileSync(path.join(folder, `.blocks/${index}.file`), text)
      const target = `"$PAGE/${block.file}"`
      steps.push(`mkdir -p "$(dirname ${target})"; cp "$PAGE/.blocks/${index}.file" ${target}\n`)
      continue
    }
    writeFileSync(path.join(folder, commandOf(block, index).file), text)
    const waits = startsOf(block.code).map(({ port }) => asHere(`http://127.0.0.1:${port}/api`))
    // Of the tabs of a group, a reader uses one. All begin with the same data; those of the first remain, so it is the last.
    const tabs = block.group === undefined ? [block] : blocks.filter((each) => each.group === block.group && isRun(each))
    const [first] = tabs
    if (block === first) {
      const others = tabs.slice(1).map((tab) => `${stepOf(tab, blocks.indexOf(tab), [], true)}restore\n`)
      if (others.length > 0) steps.push(`controls='${controls.join(' ')}'\nsnapshot\n`, ...others)
      steps.push(stepOf(block, index, waits, false))
    }
    controls = [...controls, ...added.map((port) => asHere(`http://127.0.0.1:${port}`))]
  }
  const script = `${prelude}${steps.join('')}`
  return { script, servers, asHere }
}

/** Whether a block is run, and not only saved, compared or left out. */
export const isRun = (block: CodeBlock): boolean => isActive(block) && block.file === undefined && runLanguages.includes(block.language)

const isActive = (block: CodeBlock): boolean =>
  !block.output && block['not-run'] === undefined && (block.file !== undefined || runLanguages.includes(block.language))

/** Ends what the blocks left running. */
async function endGroup(leader: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (let tries = 0; tries < 60; tries++) {
      try {
        process.kill(-leader, tries === 0 ? signal : 0)
      } catch {
        return
      }
      await pause(50)
    }
  }
}

/**
 * Runs the blocks of a page in a new folder, which the caller removes.
 *
 * @param python a Python with HTTPX
 */
export async function runPage(blocks: readonly CodeBlock[], python: string): Promise<Session> {
  const folder = mkdtempSync(path.join(tmpdir(), 'page-'))
  prepare(folder)
  const { script, servers, asHere } = await written(folder, blocks)
  writeFileSync(path.join(folder, '.blocks/page.sh'), script)
  const { PATH, HOME, LANG, TMPDIR } = process.env
  const child = spawn('bash', ['.blocks/page.sh'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that what the blocks start in the background can be ended, too.
    detached: true,
    env: { PATH, HOME, LANG, TMPDIR, PYTHON: python, PORT: asHere(defaultPort), NO_PROXY: '*', NO_COLOR: '1' },
  })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const ended = once(child, 'exit')
  const timer = setTimeout(() => void endGroup(child.pid ?? 0), patience)
  await ended
  clearTimeout(timer)
  await endGroup(child.pid ?? 0)
  await Promise.all(servers.map((each) => each.close()))

  const kept = (name: string): string | undefined => {
    const file = path.join(folder, '.blocks', name)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  const end = Number(kept('end') ?? 1)
  const endings = new Map<CodeBlock, Ending>()
  for (const [index, block] of blocks.entries()) {
    if (!isRun(block)) continue
    const [stdout, stderr = '', code] = ['out', 'err', 'code'].map((suffix) => kept(`${index}.${suffix}`))
    const exitCode = code === undefined ? (stdout === undefined ? undefined : end) : Number(code)
    endings.set(block, { exitCode, stdout: stdout ?? '', stderr })
  }
  if (end !== 0 && [...endings.values()].every(({ exitCode }) => exitCode === undefined || exitCode === 0))
    throw new Error(`the session of the page ended between its blocks: ${complaints}`)
  return { folder, endings, asHere }
}

/** Removes the folder of a session. */
export const cleared = ({ folder }: Session): void => rmSync(folder, { recursive: true, force: true })
