/** Why a conforming deployment rejects a request: the independent reasons that are known when it is planned. */
import type { Operation, Schema } from '../../spec/contract.ts'
import { isReference, isSafe, type Request } from '../model/request.ts'
import type { GuardContext } from './context.ts'
import { aimsOf, valuesAt } from './targets.ts'

export const nameOf = ({ operation, method, path }: Request): string => operation ?? `${method} ${path}`

/**
 * Returns the name of the circuit breaker for a write that must be rejected; `undefined` for any other request. A second deletion has none: it
 * addresses a resource that the run has just deleted, and follows everything that it could change.
 */
export const breakerOf = (request: Request): string | undefined =>
  request.isRefused === true && request.effect !== 'undo' && !isSafe(request.method) ? nameOf(request) : undefined

/** Whether the credential is a key that the deployment may accept. */
export const isValid = ({ credential }: Request): boolean =>
  credential.kind === 'issued' || (credential.kind === 'key' && !['expired', 'revoked'].includes(credential.role))

/** Whether the body is not valid JSON. */
function isUnreadable({ body }: Request): boolean {
  if (body === undefined || 'json' in body) return false
  return parsed(body) === undefined
}

/** Returns the body as JSON; `undefined` if it is not valid JSON. */
export function parsed(body: { readonly text: string } | { readonly base64: string }): unknown {
  const bytes = 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** Returns the independent reasons of a conforming deployment to reject a request, each as a phrase. */
export function reasonsToRefuse(request: Request, operation: Operation | undefined, { api, madeUp }: GuardContext): string[] {
  const { credential, params, body, headers } = request
  const reasons: string[] = []
  if (!isValid(request)) reasons.push('no valid key')
  else if (credential.kind === 'key' && credential.role === 'unprivileged') reasons.push('a key without the permission')
  if (operation === undefined) reasons.push('a method that is not in the contract')
  if (Object.values(params).some((each) => typeof each === 'string' && madeUp.has(each))) reasons.push('an id that does not exist')
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type !== undefined && !/^application\/json\b/i.test(type)) reasons.push('an unsupported media type')
  if (body === undefined) return reasons
  const json = 'json' in body ? body.json : parsed(body)
  if (json === undefined) {
    reasons.push('a body that is not JSON')
    // However it is parsed, it lacks the required properties.
    if ((operation?.body?.schema.required ?? []).length > 0) reasons.push('a body without the required properties')
    return reasons
  }
  if (operation?.body !== undefined) reasons.push(...faultsOf(json, operation.body.schema))
  const ids = (operation === undefined ? [] : aimsOf(api, operation.id)).flatMap((place) => valuesAt(json, place))
  if (ids.some(({ value }) => typeof value === 'string' && madeUp.has(value))) reasons.push('an id in the body that does not exist')
  return reasons
}

/** Whether a generated id is the only fault of a write. */
export function isAimedAtNothing(request: Request, guardContext: GuardContext): boolean {
  const { operation, params } = request
  if (breakerOf(request) === undefined || operation === undefined) return false
  const reasons = reasonsToRefuse(request, guardContext.api.operations[operation], guardContext)
  return reasons.length < 2 && Object.values(params).some((each) => typeof each === 'string')
}

/** Returns the faults of the top-level properties of a body; nested properties are not checked. */
function faultsOf(json: unknown, { properties = {}, required = [] }: Schema): string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return ['a body that is not an object', ...(required.length > 0 ? ['a body without the required properties'] : [])]
  return [
    ...required.filter((name) => !Object.hasOwn(json, name)).map((name) => `missing ${name}`),
    ...Object.entries(json).flatMap(([name, value]) => {
      if (!Object.hasOwn(properties, name)) return [`unknown property ${name}`]
      return isReference(value) || fits(value, properties[name] ?? {}) ? [] : [`invalid ${name}`]
    }),
  ]
}

/** Whether a value matches the type and the bounds that a schema declares directly. */
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

/** Whether no deployment can carry out a request: it has no valid key, and its body is unreadable (D04). */
export const cannotBeCarriedOut = (request: Request): boolean => !isValid(request) && isUnreadable(request)
