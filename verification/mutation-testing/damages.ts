/** Ways in which any response can be damaged. */
import { altered, header, json, type Answered } from '../../conformance/model/exchange.ts'

interface Loose {
  readonly [name: string]: unknown
}

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the value with one part replaced; `undefined` removes the part. */
function replaced(value: unknown, path: readonly string[], change: (part: unknown) => unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return change(value)
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === name ? replaced(each, rest, change) : (each as unknown)))
  if (!isObject(value)) return value
  return { ...value, [name]: replaced(value[name], rest, change) }
}

const statuses = [200, 204, 400, 403, 404, 409, 429, 500, 503]

const bodies: readonly (readonly [string, readonly string[], (part: unknown) => unknown])[] = [
  ['without data', ['data'], () => undefined],
  ['data null', ['data'], () => null],
  ['data empty', ['data'], () => []],
  ['data reversed', ['data'], (rows) => (Array.isArray(rows) ? rows.toReversed() : rows)],
  ['first row twice', ['data'], (rows) => (Array.isArray(rows) ? [...(rows as unknown[]).slice(0, 1), ...(rows as unknown[])] : rows)],
  ['last row missing', ['data'], (rows) => (Array.isArray(rows) ? rows.slice(0, -1) : rows)],
  ['rows null', ['data'], (rows) => (Array.isArray(rows) ? rows.map(() => null) : rows)],
  ['without id', ['data', 'id'], () => undefined],
  ['another id', ['data', 'id'], () => 'prod_other'],
  ['status unknown', ['data', 'status'], () => 'UNKNOWN'],
  ['without pagination', ['pagination'], () => undefined],
  ['total off by one', ['pagination', 'total'], (total) => Number(total) + 1],
  ['total as text', ['pagination', 'total'], String],
  ['pages off by one', ['pagination', 'totalPages'], (pages) => Number(pages) + 1],
  ['page off by one', ['pagination', 'page'], (page) => Number(page) + 1],
  ['page size off by one', ['pagination', 'pageSize'], (size) => Number(size) + 1],
  ['without error', ['error'], () => undefined],
  ['another code', ['details', 'code'], () => 'SOMETHING_ELSE'],
  ['another reason', ['details', 'reason'], () => 'SOMETHING_ELSE'],
  ['without issues', ['details', 'issues'], () => undefined],
  ['issues empty', ['details', 'issues'], () => []],
  ['issue null', ['details', 'issues', '0'], () => null],
  ['another field', ['details', 'issues', '0', 'path'], () => 'elsewhere'],
  ['another member', ['surprise'], () => 1],
]

const texts = [
  ['no body', ''],
  ['no JSON', '<html>'],
  ['body null', 'null'],
  ['body empty', '{}'],
  ['body list', '[]'],
] as const

/** Damaged header values; `null` removes the header. */
const headers: readonly (readonly [string, string | null])[] = [
  ['Content-Type', null],
  ['Content-Type', 'text/html'],
  ['Content-Type', 'application/json'],
  ['Content-Length', '1'],
  ['Date', null],
  ['Date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Allow', null],
  ['Allow', 'GET'],
  ['Location', '/elsewhere'],
  ['Retry-After', null],
  ['Retry-After', '-1'],
  ['Retry-After', '100000'],
  ['WWW-Authenticate', 'Basic'],
  ['X-Request-Id', null],
  ['X-Request-Id', 'one'],
  ['X-RateLimit-Limit', null],
  ['X-RateLimit-Limit', '7'],
  ['X-RateLimit-Remaining', '0'],
  ['X-RateLimit-Remaining', '101'],
  ['X-RateLimit-Reset', '0'],
]

/** Every damage that changes this response, by name. */
export function damages(exchange: Answered): (readonly [name: string, broken: Answered])[] {
  const value = json(exchange)?.value
  const before = JSON.stringify(value)
  return [
    ...statuses
      .filter((status) => status !== exchange.reply.status)
      .map((status) => [`status ${status}`, altered(exchange, { status })] as const),
    ...texts.map(([name, text]) => [name, altered(exchange, { text })] as const),
    ...bodies.flatMap(([name, path, change]) => {
      const text = JSON.stringify(replaced(value, path, change)) as string | undefined
      return text === undefined || text === before ? [] : [[name, altered(exchange, { text })] as const]
    }),
    ...headers.flatMap(([name, text]) =>
      header(exchange, name) === (text ?? undefined)
        ? []
        : [[`${name} ${text ?? 'missing'}`, altered(exchange, { headers: { [name]: text } })] as const],
    ),
    ['surplus', altered(exchange, { surplus: 3 })],
    ['late', altered(exchange, { receivedAt: exchange.receivedAt + 20_000 })],
  ]
}
