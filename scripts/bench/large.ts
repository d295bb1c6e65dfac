/** What a client of a large tenant waits for, compared with one of the demo data: every list in every order and with every filter, deep pages, and writes. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { contract, type Operation, type Parameter } from '../../spec/contract.ts'
import { demoKeys, largeKeys } from '../../server/demo/keys.ts'
import { startPostgres } from '../services/postgres.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { table } from './table.ts'

export const engines = ['sqlite', 'postgres'] as const
export type EngineName = (typeof engines)[number]

/** A request that both deployments get, and how long each took. */
interface Compared {
  readonly name: string
  /** What kind of request it is: only the first pages of lists have an aim. */
  readonly kind: 'first page' | 'search or range' | 'deep page' | 'other read' | 'write'
  /** The least of several times, in milliseconds. */
  readonly small: number
  readonly large: number
}

export interface LargeFigures {
  readonly engine: EngineName
  readonly scale: number
  /** Seconds until the server with the large data accepted requests; `undefined` if they were there already. */
  readonly loadSeconds: number | undefined
  /** Size of the database in MB of 10⁶ bytes; `undefined` where it is not a file of this run. */
  readonly megabytes: number | undefined
  readonly compared: readonly Compared[]
}

/** At most this many times as long as with the demo data. */
const aim = 2

/** Below this difference, in milliseconds, one measurement cannot be told from another one. */
const noise = 1

interface Deployment {
  readonly server: ServerProcess
  readonly get: (target: string) => Promise<Record<string, unknown>>
  readonly send: (method: string, target: string, body: object) => Promise<Record<string, unknown>>
}

const generous = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000', '--log-level', 'fatal']

async function deploy(flags: readonly string[], key: string): Promise<Deployment> {
  const server = await startServerProcess([...generous, ...flags])
  const call = async (target: string, init: RequestInit): Promise<Record<string, unknown>> => {
    const reply = await fetch(server.baseUrl + target, {
      ...init,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${init.method ?? 'GET'} ${target} returned ${reply.status}: ${text.slice(0, 300)}`)
    return JSON.parse(text) as Record<string, unknown>
  }
  return {
    server,
    get: (target) => call(target, {}),
    send: (method, target, body) => call(target, { method, body: JSON.stringify(body) }),
  }
}

type Row = Readonly<Record<string, unknown>>
const rowsIn = (body: Record<string, unknown>): readonly Row[] => body['data'] as readonly Row[]
const pagesIn = (body: Record<string, unknown>): number => (body['pagination'] as { totalPages: number }).totalPages

/** The first item of a list, whose values are the filters. */
const firstRow = async ({ get }: Deployment, target: string): Promise<Row> => rowsIn(await get(target))[0] ?? {}

const isTime = ({ schema }: Parameter): boolean => schema.format === 'date-time' || schema.format === 'date'

/** A filter with a value; `shown` is what the name of the request says of the value. */
interface Filter {
  readonly name: string
  readonly value: string
  readonly shown: string
  readonly kind: Wanted['kind']
}

/** The values of a filter that can only have a few. */
const anyOf = ({ schema }: Parameter): string[] => (schema.type === 'boolean' ? ['true'] : (schema.enum ?? []).map(String))

/** Named requests, by what is asked of one deployment: the same names for both, with values of each. */
interface Wanted {
  readonly name: string
  readonly kind: Compared['kind']
  readonly target: string
}

const query = (values: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(values).toString()
  return text === '' ? '' : `?${text}`
}

/** Everything that is asked about one list: its first page in each order, unfiltered and with each filter. */
async function listRequests(deployment: Deployment, { id, path: template, list }: Operation, productId: string): Promise<Wanted[]> {
  if (list === undefined) return []
  const target = template.replace('{productId}', productId)
  const row = await firstRow(deployment, target)
  const orders = (list.sort?.fields ?? []).flatMap((sortBy) => ['asc', 'desc'].map((sortOrder) => ({ sortBy, sortOrder })))
  const filters = list.filters.flatMap((filter): Filter[] => {
    const isOpen = filter.name === 'search' || isTime(filter)
    const value = filter.name === 'search' ? row['name'] : isTime(filter) ? (row['createdAt'] ?? row['startsAt']) : row[filter.name]
    const kind = isOpen ? 'search or range' : 'first page'
    // What no row shows by this name, such as a severity, may have any of its values.
    if (value === undefined) return anyOf(filter).map((each) => ({ name: filter.name, value: each, shown: ` ${each}`, kind }))
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return []
    return [{ name: filter.name, value: String(value), shown: '', kind }]
  })
  const all: readonly Filter[] = [{ name: '', value: '', shown: '', kind: 'first page' }, ...filters]
  return (orders.length === 0 ? [{}] : orders).flatMap((order: Record<string, string>) =>
    all.map(({ name, value, shown, kind }) => ({
      name: [
        id,
        ...(order['sortBy'] === undefined ? [] : [`by ${order['sortBy']} ${order['sortOrder']}`]),
        ...(name === '' ? [] : [`of one ${name}${shown}`]),
      ].join(' '),
      kind,
      target: target + query({ ...order, ...(name === '' ? {} : { [name]: value }) }),
    })),
  )
}

/** Pages far from both ends of the longest lists. */
async function deepPages({ get }: Deployment): Promise<Wanted[]> {
  const lists = ['/products', '/inventory', '/inventory/adjustments']
  const lastAllowed = contract.operations.listProducts.parameters.find(({ name }) => name === 'page')?.schema.maximum ?? Infinity
  const found: Wanted[] = []
  for (const target of lists) {
    const pages = pagesIn(await get(target))
    const at = { 'the middle': Math.ceil(pages / 2), 'the last page': pages, 'past the end': pages + 1000 }
    for (const [where, page] of Object.entries(at))
      found.push({ name: `${target} at ${where}`, kind: 'deep page', target: `${target}?page=${Math.min(page, lastAllowed)}` })
  }
  return found
}

/** What is no list: reads that no id is needed for. */
const otherReads = (): Wanted[] =>
  Object.values(contract.operations)
    .filter(({ method, list, path: template }) => method === 'GET' && list === undefined && !template.includes('{'))
    .map(({ id, path: target }) => ({ name: id, kind: 'other read', target }))

async function requestsOf(deployment: Deployment): Promise<Map<string, Wanted>> {
  const product = String((await firstRow(deployment, '/products'))['id'])
  const lists: Wanted[] = []
  for (const operation of contract.lists) lists.push(...(await listRequests(deployment, operation, product)))
  return new Map([...lists, ...(await deepPages(deployment)), ...otherReads()].map((each) => [each.name, each]))
}

/** Milliseconds that `work` takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The least of several times, each after a write, so that nothing is remembered. */
async function least(rounds: number, touch: () => Promise<unknown>, work: (round: number) => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    await touch()
    best = Math.min(best, await timed(() => work(round)))
  }
  return best
}

/** A small write that changes no number of rows. */
async function touchOf(deployment: Deployment): Promise<() => Promise<unknown>> {
  const { id } = await firstRow(deployment, '/products')
  let count = 0
  return () => deployment.send('PATCH', `/products/${String(id)}`, { description: `touched ${++count}` })
}

async function writes(deployment: Deployment, rounds: number): Promise<ReadonlyMap<string, number>> {
  const { get, send } = deployment
  const line = await firstRow(deployment, '/inventory?sortBy=quantityOnHand&sortOrder=desc')
  const reason = await firstRow(deployment, '/inventory/adjustments/reason-codes')
  const create = (round: number) => send('POST', '/products', { sku: `BENCH-${process.pid}-${round}`, name: 'Bench' })
  const adjust = () => send('POST', '/inventory/adjust', { inventoryItemId: line['id'], deltaQty: 1, reasonCodeId: reason['id'] })
  const nothing = () => get('/admin/alerts/config')
  return new Map([
    ['createProduct', await least(rounds * 5, nothing, create)],
    ['adjustInventory', await least(rounds * 5, nothing, adjust)],
  ])
}

export interface LargeWishes {
  readonly engine: EngineName
  readonly scale: number
  readonly rounds: number
  /** A part of the names of the requests that are measured; all others are left out. */
  readonly only: string | undefined
  /** URL of a database for the large data, which is kept, and filled unless it was before. */
  readonly largeDatabase: string | undefined
}

/** Starts both deployments, asks them the same in turn, and stops them. Throws if no request has the wanted name. */
export async function measureLarge(wishes: LargeWishes, say: (line: string) => void): Promise<LargeFigures> {
  const { engine, scale, rounds, only = '', largeDatabase } = wishes
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-large-'))
  const postgres = engine === 'postgres' ? await startPostgres() : undefined
  const databaseOf = (name: string): string => postgres?.createDatabase(name) ?? `file:${path.join(folder, `${name}.db`)}`
  const servers: ServerProcess[] = []
  const start = async (database: string, flags: readonly string[], key: string): Promise<Deployment> => {
    const made = await deploy(['--database-url', database, ...flags], key)
    servers.push(made.server)
    return made
  }
  try {
    const small = await start(databaseOf('small'), [], demoKeys.nordwind.administrator)
    say(largeDatabase === undefined ? `loading the large data set at scale ${scale}` : `opening ${largeDatabase}`)
    const began = performance.now()
    const large = await start(largeDatabase ?? databaseOf('large'), ['--dataset', `large:${scale}`], largeKeys.administrator)
    const loadSeconds = largeDatabase === undefined ? (performance.now() - began) / 1000 : undefined
    const megabytes = postgres === undefined && largeDatabase === undefined ? statSync(path.join(folder, 'large.db')).size / 1e6 : undefined
    const [ofSmall, ofLarge] = [await requestsOf(small), await requestsOf(large)]
    const [touchSmall, touchLarge] = [await touchOf(small), await touchOf(large)]
    const compared: Compared[] = []
    const isWanted = (name: string) => ofLarge.has(name) && name.includes(only)
    const both = [...ofSmall.values()].filter(({ name }) => isWanted(name))
    const measure = async ({ name, kind, target }: Wanted): Promise<Compared> => {
      const other = ofLarge.get(name)?.target ?? target
      return {
        name,
        kind,
        small: await least(rounds, touchSmall, () => small.get(target)),
        large: await least(rounds, touchLarge, () => large.get(other)),
      }
    }
    for (const [index, wanted] of both.entries()) {
      if (index % 50 === 0) say(`${index} of ${both.length} requests`)
      compared.push(await measure(wanted))
    }
    // Other programs of the machine slow down what follows each other, so those that miss the aim are measured again later.
    for (const [index, before] of compared.entries()) {
      const wanted = ofSmall.get(before.name)
      if (wanted === undefined || before.kind !== 'first page' || !isTooSlow(before)) continue
      const again = await measure(wanted)
      compared[index] = { ...before, small: Math.min(before.small, again.small), large: Math.min(before.large, again.large) }
    }
    const [few, many] = [await writes(small, rounds), await writes(large, rounds)]
    for (const [name, time] of few)
      if (name.includes(only)) compared.push({ name, kind: 'write', small: time, large: many.get(name) ?? Number.NaN })
    if (compared.length === 0) throw new Error(`no request has a name with "${only}"`)
    return { engine, scale, loadSeconds, megabytes, compared }
  } finally {
    for (const server of servers) await server.stop()
    await postgres?.remove()
    rmSync(folder, { recursive: true })
  }
}

const isTooSlow = ({ small, large }: Compared): boolean => large > aim * small && large - small > noise

/** Of requests that differ in their order only, the slowest one; the slowest first. */
function slowestOrders(all: readonly Compared[]): Compared[] {
  const found = new Map<string, Compared>()
  for (const each of all.toSorted((a, b) => b.large - a.large)) {
    const name = each.name.replace(/ by \w+ (?:asc|desc)/, '')
    if (!found.has(name)) found.set(name, each)
  }
  return [...found.values()]
}

/** Formats the figures for the terminal: the first pages that miss the aim, and everything that has none. */
export function describeLarge({ engine, scale, loadSeconds, megabytes, compared }: LargeFigures): string {
  const firstPages = compared.filter(({ kind }) => kind === 'first page')
  const slow = firstPages.filter(isTooSlow).toSorted((a, b) => b.large / b.small - a.large / a.small)
  const others = slowestOrders(compared.filter(({ kind }) => kind !== 'first page')).toSorted((a, b) => a.kind.localeCompare(b.kind))
  const row = ({ name, kind, small, large }: Compared): string[] => [
    name,
    kind,
    small.toFixed(2),
    large.toFixed(2),
    `${(large / small).toFixed(1)} ×`,
  ]
  const heading = ['request', 'kind', 'ms, demo data', 'ms, large data', 'ratio']
  return [
    `${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, scale ${scale}: ${loadSeconds === undefined ? 'kept from before' : `loaded in ${Math.round(loadSeconds)} s`}${megabytes === undefined ? '' : `, ${Math.round(megabytes)} MB`}.`,
    `${firstPages.length - slow.length} of ${firstPages.length} first pages take at most ${aim} times as long as with the demo data, or at most ${noise} ms longer.`,
    ...(slow.length === 0 ? [] : ['', table([heading, ...slow.map(row)])]),
    ...(others.length === 0 ? [] : ['', table([heading, ...others.map(row)])]),
  ].join('\n')
}
