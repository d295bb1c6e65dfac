/** Formats a planned request as one line. */
import type { Reference, Request } from '../model/request.ts'
import { foreign } from '../text/foreign.ts'
import { short } from '../text/short.ts'

function payerName({ credential }: Request): string {
  if (credential.kind === 'key' && credential.nth !== undefined) return `${credential.role}, key ${credential.nth}`
  if (credential.kind === 'key') return credential.place === undefined ? credential.role : `${credential.role} in URL`
  if (credential.kind === 'issued') return 'issued key'
  return { none: '-', unknown: 'unknown key', tampered: 'wrong secret', malformed: 'malformed' }[credential.kind]
}

/** `main         GET /products?limit=20`: the key and the request. */
export function renderRequest(request: Request): string {
  return `${payerName(request).padEnd(12)} ${described(request)}`
}

/** Describes where the value of a query parameter comes from. */
function sourceOf({ as, pointer, from, row }: Reference): string {
  if (as !== undefined && 'partOf' in as) return `a part of ${row?.value ?? pointer} of ${from.operation}`
  if (row !== undefined) return `${row.value} of an item of ${from.operation}`
  if (as !== undefined && 'half' in as) return `size of one of two pages of ${from.operation}`
  return `${as === undefined ? '' : 'one third of '}${pointer} of ${from.operation}`
}

function described(request: Request): string {
  let path = request.path
  for (const [name, value] of Object.entries(request.params)) {
    path = path.replace(`{${name}}`, typeof value === 'object' ? `{${name} from ${value.from.operation}}` : short(String(value)))
  }
  const query = request.query.map(([name, value]) => {
    if (typeof value !== 'object') return `${name}=${short(String(value))}`
    return `${name}={${sourceOf(value)}}`
  })
  const notes = [
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    ...(request.body === undefined
      ? []
      : [
          `body ${short('json' in request.body ? JSON.stringify(request.body.json) : 'text' in request.body ? request.body.text : 'bytes')}`,
        ]),
    ...(request.again === undefined ? [] : ['repeated']),
  ]
  const line = `${request.method} ${path}${query.length > 0 ? `?${query.join('&')}` : ''}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`
  // A planted value may contain a line break.
  return foreign(line)
}
