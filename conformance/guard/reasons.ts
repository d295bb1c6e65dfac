/** Why a conforming deployment refuses a request: the independent reasons that can be known when it is planned. */
import type { Operation, Schema } from '../../spec/contract.ts'
import { isReference, isSafe, type Request } from '../model/request.ts'
import type { GuardContext } from './context.ts'
import { aimsOf, valuesAt } from './targets.ts'

export const nameOf = ({ operation, method, path }: Request): string => operation ?? `${method} ${path}`

/**
 * What a write that has to be refused is stopped with once another one was accepted; `undefined` for any other request. A second deletion is about what the run
 * has just taken away, and comes after everything that it could change.
 */
export const breakerOf = (request: Request): string | undefined =>
  request.isRefused === true && request.effect !== 'undo' && !isSafe(request.method) ? nameOf(request) : undefined

/** Whether the credential is a key that the deployment may accept. */
export const isValid = ({ credential }: Request): boolean =>
  credential.kind === 'issued' || (credential.kind === 'key' && !['expired', 'revoked'].includes(credential.role))

/** Whether the body is no JSON at all. */
function isUnreadable({ body }: Request): boolean {
  if (body === undefined || 'json' in body) return false
  return parsed(body) === undefined
}

/** The body as JSON, if it is any. */
export function parsed(body: { readonly text: string } | { readonly base64: string }): unknown {
  const bytes = 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** The independent reasons that a conforming deployment has to refuse a request, each a phrase. */
export function reasonsToRefuse(request: Request, operation: Operation | undefined, { api, madeUp }: GuardContext): string[] {
  const { credential, params, body, headers } = request
  const reasons: string[] = []
  if (!isValid(request)) reasons.push('no valid key')
  else if (credential.kind === 'key' && credential.role === 'unprivileged') reasons.push('a key without the permission')
  if (operation === undefined) reasons.push('a method that the contract does not have')
  if (Object.values(params).some((each) => typeof each === 'string' && madeUp.has(each))) reasons.push('an id that names nothing')
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type !== undefined && !/^application\/json\b/i.test(type)) reasons.push('another media type')
  if (body === undefined) return reasons
  const json = 'json' in body ? body.json : parsed(body)
  if (json === undefined) {
    reasons.push('a body that is no JSON')
    // Whatever it is taken for lacks what is required.
    if ((operation?.body?.schema.required ?? []).length > 0) reasons.push('a body without what is required')
    return reasons
  }
  if (operation?.body !== undefined) reasons.push(...faultsOf(json, operation.body.schema))
  const ids = (operation === undefined ? [] : aimsOf(api, operation.id)).flatMap((place) => valuesAt(json, place))
  if (ids.some(({ value }) => typeof value === 'string' && madeUp.has(value))) reasons.push('an id in the body that names nothing')
  return reasons
}

/** Whether nothing but an id that the run made up speaks against a write. */
export function isAimedAtNothing(request: Request, guardContext: GuardContext): boolean {
  const { operation, params } = request
  if (breakerOf(request) === undefined || operation === undefined) return false
  const reasons = reasonsToRefuse(request, guardContext.api.operations[operation], guardContext)
  return reasons.length < 2 && Object.values(params).some((each) => typeof each === 'string')
}

/** What is wrong with the properties of a body, each by itself; nested ones are not looked at. */
function faultsOf(json: unknown, { properties = {}, required = [] }: Schema): string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return ['a body that is no object', ...(required.length > 0 ? ['a body without what is required'] : [])]
  return [
    ...required.filter((name) => !Object.hasOwn(json, name)).map((name) => `no ${name}`),
    ...Object.entries(json).flatMap(([name, value]) => {
      if (!Object.hasOwn(properties, name)) return [`an unknown ${name}`]
      return isReference(value) || fits(value, properties[name] ?? {}) ? [] : [`a wrong ${name}`]
    }),
  ]
}

/** Whether a value may have the type of a schema and lie within its bounds, as far as the schema says so itself. */
function fits(value: unknown, { type, enum: values, maxLength, minLength, minimum, maximum }: Schema): boolean {
  const types = [type ?? []].flat()
  const is =
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : typeof value === 'number' && Number.isInteger(value)
          ? 'integer'
          : typeof value
  if (types.length > 0 && !types.includes(is) && !(is === 'integer' && types.includes('number'))) return false
  if (values !== undefined && !values.includes(value)) return false
  if (typeof value === 'string') return value.length <= (maxLength ?? Number.POSITIVE_INFINITY) && value.length >= (minLength ?? 0)
  if (typeof value === 'number') return value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Number.POSITIVE_INFINITY)
  return true
}

/** Whether no deployment can carry a request out, whatever it does: whoever sends it has no key, and what is sent nobody can read (D04). */
export const cannotBeCarriedOut = (request: Request): boolean => !isValid(request) && isUnreadable(request)
