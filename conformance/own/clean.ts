/** Takes back what a run has made and could not take back itself: at its end, after an interruption, or any day from its journal. */
import type { Contract, OperationId } from '../../spec/contract.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, type Reply } from '../exchange.ts'
import type { Wire } from '../send/wire.ts'
import { sightOf } from './gone.ts'
import type { Entry, Step } from './journal.ts'

/** Something that is still there. */
export interface Left {
  /** What made it. */
  readonly operation: string
  /** Absent if nobody knows whether it came into being. */
  readonly id?: string
  readonly why: string
}

export interface CleanOptions {
  readonly contract: Contract
  readonly baseUrl: string
  readonly tag: string
  readonly entries: readonly Entry[]
  readonly wire: Wire
  readonly key: string
  readonly otherKey?: string
  readonly headers: Readonly<Record<string, string>>
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly onGone: (entry: Entry) => void
  /** Whether so many milliseconds are worth waiting for the rate limit; always, by default. */
  readonly isWorth?: (milliseconds: number) => boolean
}

interface Cleaning extends CleanOptions {
  /** Requests in a row that were not answered, however often they were sent. */
  readonly unanswered: { count: number }
}

/** Milliseconds before a request that was not answered is sent again; it may have been one connection that broke. */
const pauses = [50, 200, 1000] as const

/** So many, and the deployment is taken to be gone: nothing more is sent. */
const mostUnanswered = 2

/** Pages of a list that are searched for things whose making was not answered. */
const mostPages = 20

/**
 * Resolves to what it could not take back, and why. Things that the contract has no way to delete are always among it.
 *
 * What is refused is tried again as long as something else went in the meantime: a creation whose answer nobody noted is found late, and
 * may be what keeps another one from going.
 */
export async function clean(given: CleanOptions): Promise<Left[]> {
  const options: Cleaning = { ...given, unanswered: { count: 0 } }
  let open = options.entries
  for (;;) {
    const left: { readonly entry: Entry; readonly about: Left }[] = []
    for (const entry of open) {
      const about = await takeBack(entry, options)
      if (about !== undefined) left.push({ entry, about })
    }
    if (left.length === 0 || left.length === open.length || left.every(({ entry }) => entry.lasting)) return left.map(({ about }) => about)
    open = left.map(({ entry }) => entry)
  }
}

/** What is left of one entry; nothing if it is gone. */
async function takeBack(entry: Entry, options: Cleaning): Promise<Left | undefined> {
  const found = entry.values === undefined ? await search(entry, options) : [entry.values]
  if (found === undefined)
    return { operation: entry.operation, why: 'nobody knows whether it was made, and the list that would show it gives no answer' }
  if (entry.lasting) {
    return found.length === 0 ? undefined : { operation: entry.operation, ...idOf(found[0]), why: 'the contract has no way to delete it' }
  }
  const faults = []
  for (const values of found) faults.push(...(await undo(entry, values, options)))
  if (faults.length > 0) return { operation: entry.operation, ...idOf(found[0]), why: faults.join('; ') }
  options.onGone(entry)
  return undefined
}

function idOf(values: Entry['values']): { readonly id?: string } {
  const [id] = Object.values(values ?? {})
  return id === undefined ? {} : { id: String(id) }
}

/** Sends the steps, and looks whether it is gone. Gives back what went wrong; what is gone already (404) or refused at its end (409) is looked at. */
async function undo({ undo: steps, check }: Entry, values: NonNullable<Entry['values']>, options: Cleaning): Promise<string[]> {
  const faults: string[] = []
  const doubts: string[] = []
  for (const step of steps) {
    const { reply, path } = await take(step, values, options)
    const { status } = reply
    const said = `${step.method} ${path} answered ${status === 0 ? 'nothing' : status}`
    if (status === 409 && reasonOf(reply) === 'INVALID_STATE') doubts.push(`${said} INVALID_STATE`)
    else if (status === 0 || (status >= 300 && status !== 404)) faults.push(said)
  }
  if (faults.length > 0 || check === undefined) return [...faults, ...doubts]
  const { reply, path } = await take(check, values, options)
  const sight = sightOf(
    { status: reply.status, body: parsed(reply) },
    { undone: steps.map(({ operation }) => operation), asked: check.operation, contract: options.contract },
  )
  if (sight === 'there') return [...doubts, `${check.method} ${path} still shows it`]
  return sight === 'gone' ? [] : doubts
}

/** Sends one step, with what its thing is called. */
async function take(
  step: Step,
  values: NonNullable<Entry['values']>,
  options: Cleaning,
): Promise<{ readonly reply: Reply; readonly path: string }> {
  const path = Object.entries(step.params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(filled(value, values)))),
    step.path,
  )
  const query = Object.entries(step.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(filled(value, values)))}`)
    .join('&')
  const target = query === '' ? path : `${path}?${query}`
  const reply = await request(step.method, target, step.json === undefined ? undefined : filled(step.json, values), step.other, options)
  return { reply, path: target }
}

function filled(value: unknown, values: NonNullable<Entry['values']>): unknown {
  if (Array.isArray(value)) return value.map((each) => filled(each, values))
  if (typeof value !== 'object' || value === null) return value
  if ('pointer' in value && typeof value.pointer === 'string') return values[value.pointer]
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filled(each, values)]))
}

/**
 * Things with the mark of the run, in the list whose links lead to the undo. They belong to a creation that was sent and not answered, so
 * that nobody knows what came of it. `undefined` if the list does not say.
 */
async function search(entry: Entry, options: Cleaning): Promise<NonNullable<Entry['values']>[] | undefined> {
  const { contract, tag } = options
  const [step] = entry.undo
  if (step === undefined) return []
  const target = step.operation as OperationId
  const list = contract.lists.find(
    ({ links, parameters }) => links.some(({ to }) => to === target) && parameters.every((each) => each.in !== 'path'),
  )
  const link = list?.links.find(({ to }) => to === target)
  if (list === undefined || link === undefined) return []
  const marks = [tag, ...options.entries.flatMap(({ values }) => Object.values(values ?? {}).map(String))]
  const found: NonNullable<Entry['values']>[] = []
  for (let page = 1; page <= mostPages; page++) {
    const reply = await request('GET', `${list.path}?limit=${list.list.maxLimit}&page=${page}`, undefined, step.other, options)
    const body = parsed(reply)
    const rows = valueAt(body, '/data')
    if (!Array.isArray(rows)) return undefined
    for (const row of rows as unknown[]) {
      const text = JSON.stringify(row)
      if (!marks.some((mark) => text.includes(mark))) continue
      found.push(
        Object.fromEntries([
          ...wanted(step.params, link.parameters, row),
          ...wanted((step.json ?? {}) as Record<string, unknown>, link.body, row),
        ]),
      )
    }
    if (page >= Number(valueAt(body, '/pagination/totalPages') ?? 0)) return found
  }
  return found
}

/** What the undo calls by a pointer into an answer, taken from a row instead. */
function wanted(
  places: Readonly<Record<string, unknown>>,
  pointers: Readonly<Record<string, string>>,
  row: unknown,
): [string, string | number][] {
  return Object.entries(places).flatMap(([name, place]): [string, string | number][] => {
    const pointer = pointers[name]
    if (typeof place !== 'object' || place === null || !('pointer' in place) || pointer === undefined) return []
    const value = valueAt(row, pointer.replace(/^\/data\/0/, ''))
    return typeof value === 'string' || typeof value === 'number' ? [[String(place.pointer), value]] : []
  })
}

/** One request of the clean-up, repeated as long as the rate limit asks for patience; status 0 if nothing comes back. */
async function request(method: string, path: string, json: unknown, other: true | undefined, options: Cleaning): Promise<Reply> {
  const { wire, baseUrl, key, otherKey, headers, unanswered } = options
  const nothing: Reply = { status: 0, headers: [], body: Buffer.alloc(0) }
  if (unanswered.count >= mostUnanswered) return nothing
  for (let attempt = 0; ; attempt++) {
    const reply = await wire.send({
      method,
      url: baseUrl + path,
      headers: [
        ['Authorization', `Bearer ${other === true ? (otherKey ?? key) : key}`],
        ...(json === undefined ? [] : [['Content-Type', 'application/json'] as const]),
        ...Object.entries(headers),
      ],
      ...(json === undefined ? {} : { body: Buffer.from(JSON.stringify(json)) }),
    })
    if (!('status' in reply)) {
      const pause = pauses[attempt]
      if (pause === undefined) {
        unanswered.count += 1
        return nothing
      }
      await options.sleep(pause)
      continue
    }
    unanswered.count = 0
    if (reply.status !== 429 || attempt >= 3) return reply
    const answered = { reply } as Parameters<typeof header>[0]
    const seconds = Number(header(answered, 'retry-after') ?? 60)
    const pause = Math.min(Math.max(Number.isFinite(seconds) ? seconds : 60, 0), 3600) * 1000
    if (options.isWorth?.(pause) === false) return reply
    await options.sleep(pause)
  }
}

function parsed({ body }: Reply): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const reasonOf = (reply: Reply): unknown => valueAt(parsed(reply), '/details/reason')
