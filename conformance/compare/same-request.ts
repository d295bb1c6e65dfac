/** Recognizes in a plan the request that a report shows. */
import { isReference, type Body, type Request } from '../model/request.ts'
import type { Plan } from '../plan/model.ts'
import type { ReportedExchange } from '../report/reported-exchange.ts'

/** What the run of the report and the new one made up. */
type Names = Pick<Plan, 'tag' | 'madeUp'>

/** Bodies in a report end after this number of characters. */
const maxShown = 2000

/**
 * Returns whether a planned request is the one that a report shows. Values from responses may differ: the run creates its own resources again. So may
 * texts and ids that the run makes up, if its seed differs.
 */
export function isSameRequest(shown: ReportedExchange, then: Names, now: Names): (planned: Request) => boolean {
  const [method = '', address = ''] = shown.request.split(' ', 2)
  const [path = '', query = ''] = address.split('?', 2)
  const segments = path.split('/').map(decoded)
  const pairs = [...new URLSearchParams(query)]
  const headers = new Map(shown.sent.headers.map(([name, value]) => [name.toLowerCase(), value]))
  const isSameText = (was: string, is: string): boolean =>
    was === is || renamed(was, then, now) === is || (then.madeUp.has(was) && now.madeUp.has(is))
  const isSameValue = (was: string | undefined, is: unknown): boolean =>
    was !== undefined && (isReference(is) ? !then.madeUp.has(was) : isSameText(was, String(is)))

  const isSamePath = (planned: Request): boolean => {
    const template = planned.path.split('/')
    return (
      template.length === segments.length &&
      template.every((part, index) => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1]
        return name === undefined ? part === segments[index] : isSameValue(segments[index], planned.params[name])
      })
    )
  }
  const isSameBody = (body: Body | undefined): boolean => {
    const text = shown.sent.body
    if (body === undefined || text === undefined) return body === undefined && (text ?? '') === ''
    if ('base64' in body) return Buffer.from(body.base64, 'base64').toString('utf8').startsWith(text.slice(0, maxShown))
    if ('text' in body) return isSameText(text, body.text.slice(0, maxShown))
    const was = parsed(text)
    return was === undefined ? text.length >= maxShown : isSameJson(was, body.json, isSameValue)
  }
  return (planned) =>
    planned.method === method &&
    isSameKey(shown.key, planned) &&
    isSamePath(planned) &&
    planned.query.length === pairs.length &&
    planned.query.every(([name, value], index) => {
      const [given, text] = pairs[index] ?? []
      return name === given && isSameValue(text, value)
    }) &&
    Object.entries(planned.headers).every(([name, value]) => isSameText(headers.get(name.toLowerCase()) ?? '', value)) &&
    isSameBody(planned.body)
}

/** `main 2` is the second key with the role `main`; a reader key stands in for it, and a key of recorded traffic has no role. */
function isSameKey(key: string | undefined, { credential }: Request): boolean {
  if (key === undefined) return credential.kind !== 'key' && credential.kind !== 'issued'
  if (credential.kind === 'issued') return true
  const [role = ''] = key.split(' ')
  return (
    credential.kind === 'key' &&
    (credential.role === role || (credential.role === 'main' && ['reader', 'recorded', 'masked'].includes(role)))
  )
}

function isSameJson(was: unknown, is: unknown, isSameValue: (was: string | undefined, is: unknown) => boolean): boolean {
  if (isReference(is)) return was !== null && typeof was !== 'object'
  if (typeof is === 'string') return typeof was === 'string' && isSameValue(was, is)
  if (typeof is !== 'object' || is === null || typeof was !== 'object' || was === null) return was === is
  if (Array.isArray(is) !== Array.isArray(was)) return false
  const members = (value: object): [string, unknown][] => Object.entries(value).filter(([, each]) => each !== undefined)
  const [old, planned] = [new Map(members(was)), members(is)]
  return old.size === planned.length && planned.every(([name, value]) => old.has(name) && isSameJson(old.get(name), value, isSameValue))
}

/** Returns a text with the prefix of what the other run writes; codes have underscores in place of hyphens. */
const renamed = (text: string, then: Names, now: Names): string =>
  text.replaceAll(then.tag, now.tag).replaceAll(then.tag.replaceAll('-', '_'), now.tag.replaceAll('-', '_'))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
