/** What the tests replace in the code blocks of pages, because a test has no published packages, no deployment and no fixed ports. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoKeys } from '../../server/demo/keys.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const start = (entry: string): string => `${process.execPath} ${path.join(root, 'scripts/start.mjs')} ${entry}`
const [server, suite, selfCheck] = ['server/main.ts', 'conformance/main.ts', 'scripts/conformance.ts'].map(start)

/** The table: what stands on a page, and what runs instead. The first match counts. */
const replacements: readonly (readonly [written: RegExp, runs: string])[] = [
  [/\bnpx better-data-scm-server(?= (?:ctl|completion)\b)/g, `${server}`],
  [/\bnpx better-data-scm-server\b/g, `${server}`],
  [/\bnpm start(?: --(?= ))?/g, `${server}`],
  [/\bnpm run --silent ctl --(?= )/g, `${server} ctl`],
  [/\bnpm run --silent keys\b/g, `${process.execPath} --import tsx ${path.join(root, 'server/demo/print-keys.ts')}`],
  [/\bnpx better-data-scm-conformance\b/g, `${suite}`],
  [/\bnpm run conformance --(?= )/g, `${selfCheck}`],
  [/\bnpm (?:install|init|pkg set) .*/g, ':'],
  [/\bpython3 -m venv .*|^\. \.venv\/.*/gm, ':'],
  [/\bpip install .*/g, ':'],
  [/\bnpx tsx\b/g, `${process.execPath} --import tsx`],
  [/\bpython3\b/g, '"$PYTHON"'],
  [/\bbdk_live_…/g, demoKeys.nordwind.administrator],
]

/** The port of the reference server on pages. */
export const defaultPort = '4010'

/** The address of a deployment on pages. */
export const stagingAddress = 'https://staging.example.com'

/** Ports on pages: the server, the mock, its control plane, its health checks, and further servers of a page. */
const ports = /(?<![\w.])(?:40[12]\d|9464)(?![\w.])/g

/** The ports that a text names. */
export const portsIn = (text: string): readonly string[] => [...new Set(text.match(ports) ?? [])]

/** Replaces ports and addresses, in what runs and in what it should print. */
export function addressed(text: string, portOf: (written: string) => number, staging: string): string {
  return text.replaceAll(ports, (written) => String(portOf(written))).replaceAll(stagingAddress, staging)
}

/** A server that a block starts: its port as the page writes it, and where its options begin and end in the block. */
export interface Start {
  readonly port: string
  readonly controlPort: string | undefined
  readonly options: readonly [begin: number, end: number]
}

/** Returns the servers that a block starts. `ctl` and `completion` start none, and an option that prints something does not either. */
export function startsOf(code: string): readonly Start[] {
  const commands = [
    ...code.matchAll(
      /\b(?:npx better-data-scm-server|npm start(?: --(?= ))?)(?! (?:ctl|completion|--help|--version|--list-deviations)\b)((?:[^&|;#\n\\]|\\\n)*)/g,
    ),
  ]
  return commands.map(({ index, 0: all, 1: options = '' }) => ({
    port: /--port[ =](\d+)/.exec(options)?.[1] ?? defaultPort,
    controlPort: /--control[ =](\d+)/.exec(options)?.[1],
    options: [index + all.length - options.length, index + all.length],
  }))
}

/** Replaces the commands of a block by those that run here. */
export const runnable = (code: string): string => replacements.reduce((text, [written, runs]) => text.replaceAll(written, () => runs), code)
