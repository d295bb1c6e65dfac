/** `ctl`: controls a running reference server from the command line. */
import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import type { ControlSchemas } from '../../spec/control-contract.ts'
import { type Call, createCall, CtlError } from './client.ts'
import { clockText, columns, deviationsText, faultsText, limitsText, loadedText, requestsText, statusText } from './text.ts'

/** Where a command prints. */
export interface Terminal {
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
}

const examples = `
Examples:
  ctl reset
  ctl clock advance 1h
  ctl deviations add authentication/expired-key-accepted --operation listProducts --next 2
  ctl faults add status 503 --next 2
  ctl faults add latency 200-800 --operation listProducts
  ctl requests --operation createProduct --status 201
  ctl snapshot after-import && ctl restore after-import
  ctl load tenants.json --replace
  ctl limits --key NORDADMIN

The address of the control plane is that of --control or CONTROL_URL, or the port CONTROL_PORT of this machine. The server prints it at its start.
Exit codes: 0 done, 1 rejected by the server, 2 invalid usage or no control plane.`

type Flags = Readonly<Record<string, string | boolean | undefined>>

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}

const share = (text: string): number => {
  const number = Number(text)
  if (!(number >= 0 && number <= 1) || text.trim() === '') throw new InvalidArgumentError('Expected a number from 0 to 1.')
  return number
}

/** The URL of the control plane. */
function urlOf(given: string | undefined, environment: NodeJS.ProcessEnv): string {
  const named = (name: string) => (environment[name] === '' ? undefined : environment[name])
  const text = given ?? named('CONTROL_URL') ?? named('CONTROL_PORT')
  if (text === undefined)
    throw new CtlError(
      2,
      'Expected the address of a control plane: --control URL, CONTROL_URL or CONTROL_PORT. A server that is started with --control PORT prints it.',
    )
  if (/^\d{1,5}$/.test(text)) return `http://127.0.0.1:${text}`
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin
  throw new CtlError(2, `Expected a URL such as http://127.0.0.1:4012 or a port as the control plane, got ${JSON.stringify(text)}.`)
}

/** Milliseconds of `200`, `2s` or, as a range, `200-800`. */
function delayOf(text: string): number | { min: number; max: number } {
  const milliseconds = (part: string): number => {
    const [, amount, unit = 'ms'] = /^(\d+)(ms|s)?$/.exec(part) ?? []
    if (amount === undefined)
      throw new CtlError(2, `Expected milliseconds, seconds (2s) or a range (200-800), got ${JSON.stringify(text)}.`)
    return Number(amount) * (unit === 's' ? 1000 : 1)
  }
  const [min = '', max] = text.split('-', 2)
  if (max === undefined) return milliseconds(min)
  // In a range such as 1-2s, the unit is that of both.
  const shared = /^\d+$/.test(min) && max.endsWith('s') && !max.endsWith('ms') ? `${min}s` : min
  return { min: milliseconds(shared), max: milliseconds(max) }
}

/** The fault of the words after `faults add`. */
function faultOf(type: string, value: string): object {
  switch (type) {
    case 'status':
      if (!/^\d{3}$/.test(value)) throw new CtlError(2, `Expected a status such as 503, got ${JSON.stringify(value)}.`)
      return { type, status: Number(value) }
    case 'latency':
      return { type, delay: delayOf(value) }
    case 'drop':
      return { type, at: value }
    case 'slow-body': {
      const duration = delayOf(value)
      if (typeof duration !== 'number') throw new CtlError(2, `Expected one duration, got the range ${value}.`)
      return { type, duration }
    }
    default:
      throw new CtlError(2, `Expected status, latency, drop or slow-body as the fault, got ${JSON.stringify(type)}.`)
  }
}

async function dataSetIn(file: string): Promise<unknown> {
  let text: string
  try {
    text = file === '-' ? await readAll(process.stdin) : readFileSync(file, 'utf8')
  } catch (error) {
    throw new CtlError(2, `The data set ${file} cannot be read: ${(error as Error).message}.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CtlError(2, `The data set ${file} is not JSON: ${(error as Error).message}.`)
  }
}

/** What a command does: calls the control plane, and returns the answer with its text for people. */
type Act = (call: Call, words: readonly string[], flags: Flags) => Promise<readonly [answer: unknown, text: string]>

const conditions = ({ operation, key, next, probability }: Flags) => ({ operation, key, next, probability })

const removed = (what: string) => (answer: { readonly removed: number }) => [answer, `${answer.removed} ${what} removed.`] as const

/** The commands of `ctl`. */
export function ctlCommand(environment: NodeJS.ProcessEnv, { print, complain }: Terminal): Command {
  const root = new Command('ctl')
    .description('Controls a running reference server that was started with --control PORT.')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), writeErr: (text) => complain(text.trimEnd()) })
    .showHelpAfterError('Add --help for the commands and examples.')

  /** A command with the options that all commands have. */
  const add = (parent: Command, name: string, about: string, act: Act): Command => {
    const command = parent
      .command(name)
      .description(about)
      .option('--control <url>', 'address or port of the control plane (CONTROL_URL)')
      .option('--json', 'print the response of the control plane as JSON')
      .exitOverride()
    command.action(async () => {
      const flags = command.opts<Flags>()
      const [answer, text] = await act(createCall(urlOf(flags['control'] as string | undefined, environment)), command.args, flags)
      print(flags['json'] === true ? JSON.stringify(answer, null, 2) : text)
    })
    return command
  }
  /** A command that lists by default, with other commands below it. */
  const group = (name: string, about: string, list: Act): { readonly parent: Command; readonly listing: Command } => {
    const parent = root.command(name).description(about).exitOverride()
    const listing = add(parent, 'list', `${about} (default)`, list)
    // The options of the default command can be given without its name.
    parent.addHelpText('after', () => `\n${listing.helpInformation()}`)
    return { parent, listing }
  }
  const conditioned = (command: Command) =>
    command
      .option('--operation <id>', 'only requests of this operation')
      .option('--key <id>', 'only requests with this key: its public id, such as NORDADMIN')
      .option('--next <n>', 'only the next n requests', wholeNumber)
      .option('--probability <p>', 'a share of the requests, from 0 to 1', share)

  add(root, 'status', 'show the state of the server', async (call) => {
    const status = await call<ControlSchemas['Status']>('getStatus')
    return [status, statusText(status)]
  })
  add(root, 'reset', 'restore the state after the start', async (call) => {
    const status = await call<ControlSchemas['Status']>('reset')
    return [status, `The server is reset.\n\n${statusText(status)}`]
  })

  add(root, 'snapshot', 'keep data, counters and time', async (call, [name]) => {
    const kept = await call<ControlSchemas['Snapshot']>('createSnapshot', name === undefined ? {} : { body: { name } })
    return [kept, `Kept as ${kept.name}.`]
  }).argument('[name]', 'a name; by default snapshot-1, snapshot-2 and so on')
  add(root, 'snapshots', 'list the snapshots', async (call) => {
    const answer = await call<{ readonly snapshots: readonly ControlSchemas['Snapshot'][] }>('listSnapshots')
    const rows = answer.snapshots.map(({ name, time }) => [name, time])
    return [answer, rows.length === 0 ? 'There are no snapshots.' : columns(rows)]
  })
  add(root, 'restore', 'restore a snapshot', async (call, [name = '']) => {
    const kept = await call<ControlSchemas['Snapshot']>('restoreSnapshot', { params: { name } })
    return [kept, `${kept.name} is restored.`]
  }).argument('<name>')
  add(root, 'drop', 'delete a snapshot', async (call, [name = '']) => {
    const kept = await call<ControlSchemas['Snapshot']>('deleteSnapshot', { params: { name } })
    return [kept, `${kept.name} is deleted.`]
  }).argument('<name>')

  add(root, 'load', 'load a data set', async (call, [file = ''], { replace }) => {
    const loaded = await call<ControlSchemas['LoadedData']>('loadData', {
      body: await dataSetIn(file),
      query: { replace: replace === true ? true : undefined },
    })
    return [loaded, loadedText(loaded)]
  })
    .argument('<file>', 'JSON file, or - for standard input')
    .option('--replace', 'delete all other data first')

  const setClock = (body: object) => async (call: Call) => {
    const clock = await call<ControlSchemas['Clock']>('setClock', { body })
    return [clock, clockText(clock)] as const
  }
  const { parent: clock } = group('clock', 'show the time', async (call) => {
    const time = await call<ControlSchemas['Clock']>('getClock')
    return [time, clockText(time)]
  })
  add(clock, 'set', 'set the time', (call, [now = '']) => setClock({ now })(call)).argument('<time>', 'such as 2026-06-01T12:00:00Z')
  add(clock, 'advance', 'move the time forward', async (call, [by = '']) => {
    const time = await call<ControlSchemas['Clock']>('advanceClock', { body: { by } })
    return [time, clockText(time)]
  }).argument('<duration>', 'such as 500ms, 30s, 1h30m or 2d')
  add(clock, 'stop', 'stop the clock', setClock({ running: false }))
  add(clock, 'run', 'let the clock run', setClock({ running: true }))

  const { parent: deviations } = group('deviations', 'list the active deviations', async (call) => {
    const answer = await call<{ readonly deviations: readonly ControlSchemas['ActiveDeviation'][] }>('listDeviations')
    return [answer, deviationsText(answer.deviations)]
  })
  add(deviations, 'available', 'list the deviations that can be added', async (call, [word = '']) => {
    interface Available {
      readonly deviations: readonly { readonly name: string; readonly harm: string }[]
    }
    const all = await call<Available>('listAvailableDeviations')
    const found = all.deviations.filter(({ name, harm }) => `${name} ${harm}`.toLowerCase().includes(word.toLowerCase()))
    const text = found.map(({ name, harm }) => `${name}\n    ${harm}`).join('\n')
    return [{ deviations: found }, found.length === 0 ? `No deviation contains ${JSON.stringify(word)}.` : text]
  }).argument('[word]', 'only those that contain it')
  conditioned(
    add(deviations, 'add', 'add a deviation', async (call, [name = ''], flags) => {
      const added = await call<ControlSchemas['ActiveDeviation']>('addDeviation', { body: { name, ...conditions(flags) } })
      return [added, deviationsText([added])]
    }).argument('<name>', 'such as authentication/expired-key-accepted'),
  )
  add(deviations, 'remove', 'remove a deviation', async (call, [id = '']) =>
    removed('deviation(s)')(await call('removeDeviation', { params: { id } })),
  ).argument('<id>', 'id of the active deviation, such as deviation-1')
  add(deviations, 'clear', 'remove all deviations', async (call) => removed('deviation(s)')(await call('clearDeviations')))

  const { parent: faults } = group('faults', 'list the active faults', async (call) => {
    const answer = await call<{ readonly faults: readonly ControlSchemas['ActiveFault'][] }>('listFaults')
    return [answer, faultsText(answer.faults)]
  })
  conditioned(
    add(faults, 'add', 'add a fault', async (call, [type = '', value = ''], flags) => {
      const { reason, retryAfter } = flags
      const added = await call<ControlSchemas['ActiveFault']>('addFault', {
        body: { ...faultOf(type, value), reason, retryAfter, ...conditions(flags) },
      })
      return [added, faultsText([added])]
    })
      .argument('<type>', 'status, latency, drop or slow-body')
      .argument('<value>', 'a status (503); a delay (200, 2s, 200-800); request, response, headers or body; a duration (2s)')
      .option('--reason <reason>', 'reason of a status that has several, such as EXPIRED_API_KEY')
      .option('--retry-after <seconds>', 'Retry-After of 429 and 503', wholeNumber),
  )
  add(faults, 'remove', 'remove a fault', async (call, [id = '']) =>
    removed('fault(s)')(await call('removeFault', { params: { id } })),
  ).argument('<id>', 'id of the active fault, such as fault-1')
  add(faults, 'clear', 'remove all faults', async (call) => removed('fault(s)')(await call('clearFaults')))

  const { parent: requests, listing: listRequests } = group('requests', 'list the received requests', async (call, _words, flags) => {
    const { operation, key, status, method, path, since, limit, count } = flags
    const query = { operation, key, status, method, path, since, limit: count === true ? '0' : limit }
    interface Found {
      readonly requests: readonly ControlSchemas['ReceivedRequest'][]
      readonly count: number
      readonly dropped: number
    }
    const found = await call<Found>('listRequests', { query })
    return [found, count === true ? String(found.count) : requestsText(found.requests, found.count, found.dropped)]
  })
  listRequests
    .option('--operation <id>', 'of this operation')
    .option('--key <id>', 'with this key: its public id or id')
    .option('--status <status>', 'with this status')
    .option('--method <method>', 'with this method')
    .option('--path <path>', 'with this path')
    .option('--since <time>', 'from this time on, on the clock of the server')
    .option('--limit <n>', 'only the latest n (default 100)')
    .option('--count', 'only print their number')
  add(requests, 'clear', 'forget the received requests', async (call) => removed('request(s)')(await call('clearRequests')))

  const { parent: limits, listing: listLimits } = group('limits', 'list the rate-limit counters', async (call, _words, { key }) => {
    const answer = await call<{ readonly limits: readonly ControlSchemas['LimitState'][] }>('listLimits', { query: { key } })
    return [answer, limitsText(answer.limits)]
  })
  listLimits.option('--key <id>', 'only of this key: its public id or id')
  add(limits, 'reset', 'begin new windows', async (call, _words, { key }) =>
    removed('counter(s)')(await call('resetLimits', { query: { key } })),
  ).option('--key <id>', 'only of this key: its public id or id')

  return root
}

/** Commands that list if no other command follows, as `ctl requests --status 201` does. */
const listing: readonly string[] = ['clock', 'deviations', 'faults', 'requests', 'limits']

function withDefault(words: readonly string[]): readonly string[] {
  const [name = '', next, ...rest] = words
  if (!listing.includes(name) || next === '--help' || next === '-h') return words
  if (next !== undefined && !next.startsWith('-')) return words
  return [name, 'list', ...(next === undefined ? [] : [next]), ...rest]
}

/** Runs a command with its words, and returns the exit code. */
export async function runCtl(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal = { print: (text) => console.log(text), complain: (text) => console.error(text) },
): Promise<0 | 1 | 2> {
  const root = ctlCommand(environment, terminal)
  if (words.length === 0) {
    root.outputHelp()
    return 2
  }
  try {
    await root.parseAsync([...withDefault(words)], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof CtlError)) throw error
    terminal.complain(error.message)
    return error.exitCode
  }
}
