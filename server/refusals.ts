import { contract, type ErrorCode, type Schemas } from '../spec/contract.ts'
import { schemaNumber } from './schema-number.ts'

type Details<Code extends ErrorCode> = Extract<Schemas['ErrorDetails'], { code: Code }>

/** `reason` is present exactly if the contract defines reasons for the code, and is one of them. */
type Row<Code extends ErrorCode = ErrorCode> = Code extends ErrorCode
  ? { readonly code: Code; readonly error: string } & Readonly<Pick<Details<Code>, Extract<keyof Details<Code>, 'reason'>>>
  : never

/** Every error that this server returns: the machine-readable code and reason, which determine the status, and the message for people. */
export const refusals = {
  authorizationMissing: {
    code: 'UNAUTHORIZED',
    reason: 'MISSING_AUTHORIZATION',
    error: 'This request needs an API key in the Authorization header.',
  },
  keyInvalid: { code: 'UNAUTHORIZED', reason: 'INVALID_API_KEY', error: 'This is not a valid API key.' },
  keyRevoked: { code: 'UNAUTHORIZED', reason: 'REVOKED_API_KEY', error: 'This API key has been revoked.' },
  keyExpired: { code: 'UNAUTHORIZED', reason: 'EXPIRED_API_KEY', error: 'This API key has expired.' },
  scopeInsufficient: {
    code: 'FORBIDDEN',
    reason: 'INSUFFICIENT_SCOPE',
    error: 'This API key lacks a permission that the request requires.',
  },
  addressForbidden: { code: 'FORBIDDEN', reason: 'IP_RESTRICTION', error: 'This API key may not be used from this address.' },
  requestInvalid: { code: 'VALIDATION_ERROR', error: 'The request is invalid.' },
  jsonMalformed: { code: 'VALIDATION_ERROR', reason: 'MALFORMED_JSON', error: 'The body is not JSON.' },
  referenceUnknown: {
    code: 'VALIDATION_ERROR',
    reason: 'UNKNOWN_REFERENCE',
    error: 'The body references a resource that does not exist.',
  },
  resourceUnknown: { code: 'NOT_FOUND', error: 'No such resource.' },
  methodUndocumented: { code: 'METHOD_NOT_ALLOWED', error: 'This path does not support the method.' },
  skuTaken: { code: 'CONFLICT', reason: 'DUPLICATE', error: 'A product with this SKU already exists.' },
  productInUse: {
    code: 'CONFLICT',
    reason: 'IN_USE',
    error: 'The product is in use: it has stock lines or variants, or an open transfer or a forecast event references it.',
  },
  attributeCodeTaken: { code: 'CONFLICT', reason: 'DUPLICATE', error: 'An attribute with this code already exists.' },
  attributeValueTaken: { code: 'CONFLICT', reason: 'DUPLICATE', error: 'The product already has a value for this attribute.' },
  attributeValuesFull: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'A product can have at most 100 attribute values.' },
  categoryCodeTaken: { code: 'CONFLICT', reason: 'DUPLICATE', error: 'A category with this code already exists under the same parent.' },
  categoryTooDeep: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'Categories can be at most ten levels deep.' },
  categoriesFull: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'A product can be in at most 100 categories.' },
  linkTaken: { code: 'CONFLICT', reason: 'DUPLICATE', error: 'A link of this type to this product already exists.' },
  variantTaken: {
    code: 'CONFLICT',
    reason: 'DUPLICATE',
    error: 'Another variant of the product has exactly these attribute values.',
  },
  variantOfVariant: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'A variant cannot have variants.' },
  keyInactive: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'Only an active API key can be changed.' },
  stockInsufficient: {
    code: 'CONFLICT',
    reason: 'INSUFFICIENT_STOCK',
    error: 'The quantity on hand would fall below the sum of the quantities reserved, on hold and picked.',
  },
  unitsUnavailable: {
    code: 'CONFLICT',
    reason: 'INSUFFICIENT_STOCK',
    error: 'The available quantity of the stock line is less than the quantity to move.',
  },
  lotDateDiffers: { code: 'CONFLICT', reason: 'DUPLICATE', error: 'The product already has this lot with another expiry date.' },
  lotUnchanged: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'The stock line is already in this lot.' },
  countCompleted: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'A completed cycle count cannot be changed.' },
  countEmpty: {
    code: 'CONFLICT',
    reason: 'INVALID_STATE',
    error: 'Only a cycle count in progress with at least one counted line can be completed.',
  },
  quantityExceeded: {
    code: 'CONFLICT',
    reason: 'INVALID_STATE',
    error: 'The quantity on hand would exceed the maximum of 1000000000.',
  },
  transferStateForbids: {
    code: 'CONFLICT',
    reason: 'INVALID_STATE',
    error: 'The status of the transfer does not allow this change.',
  },
  transferUnavailable: {
    code: 'CONFLICT',
    reason: 'INSUFFICIENT_STOCK',
    error: 'Not all units of the transfer are available at its source.',
  },
  recommendationDecided: {
    code: 'CONFLICT',
    reason: 'INVALID_STATE',
    error: 'Only a pending recommendation can be approved or rejected.',
  },
  recommendationNotApproved: {
    code: 'CONFLICT',
    reason: 'INVALID_STATE',
    error: 'Only an approved recommendation can be executed.',
  },
  eventPublished: { code: 'CONFLICT', reason: 'IN_USE', error: 'A published scenario includes this event.' },
  eventIncluded: { code: 'CONFLICT', reason: 'IN_USE', error: 'A scenario that is not archived includes this event.' },
  scenarioSettled: {
    code: 'CONFLICT',
    reason: 'INVALID_STATE',
    error: 'Only a draft or a generated scenario can be changed.',
  },
  scenarioNotDraft: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'Only a draft can be generated.' },
  scenarioNotGenerated: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'Only a generated scenario can be published.' },
  scenarioArchived: { code: 'CONFLICT', reason: 'INVALID_STATE', error: 'The scenario is already archived.' },
  bodyTooLarge: { code: 'PAYLOAD_TOO_LARGE', error: 'The body is larger than 1048576 bytes.' },
  mediaTypeUnsupported: { code: 'UNSUPPORTED_MEDIA_TYPE', error: 'The body must be sent as application/json.' },
  rateLimited: { code: 'RATE_LIMIT_EXCEEDED', error: 'The rate limit is reached.' },
  serverFailed: { code: 'INTERNAL_ERROR', error: 'The server failed to process the request.' },
  serviceUnavailable: { code: 'SERVICE_UNAVAILABLE', error: 'The service is temporarily unavailable.' },
} as const satisfies Record<string, Row>

export type RefusalName = keyof typeof refusals

const statuses = new Map(Object.entries(contract.codes).map(([status, code]) => [code, Number(status)]))

/** The status that the contract assigns to a code. */
export function statusOf(code: ErrorCode): number {
  const status = statuses.get(code)
  if (status === undefined) throw new Error(`the contract has no status for ${code}`)
  return status
}

/** The maximum number of issues in one error. */
export const maxIssues = schemaNumber('maxItems', 'ValidationErrorDetails', 'issues')

type Told<Name extends RefusalName> = Readonly<Omit<Details<(typeof refusals)[Name]['code']>, 'code' | 'reason' | 'requestId'>>

/** The members that the contract requires for an error besides `code`, `reason` and `requestId`, such as `issues`, and additional headers. */
export type RefusalExtras<Name extends RefusalName> = Told<Name> & {
  /** Response headers that belong to the error, such as `Allow`. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A rejected request; the `envelop` step, which all responses pass, converts it to an error body. */
export class RefusalError extends Error {
  readonly refusal: RefusalName
  readonly details: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(refusal: RefusalName, details: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>>) {
    super(refusals[refusal].error)
    this.name = 'RefusalError'
    this.refusal = refusal
    this.details = details
    this.headers = headers
  }
}

type Extras<Name extends RefusalName> = Record<never, never> extends RefusalExtras<Name> ? [RefusalExtras<Name>?] : [RefusalExtras<Name>]

/** Creates the error to throw. Members that its kind of error requires, such as `issues`, must be given. */
export function refuse<Name extends RefusalName>(refusal: Name, ...[extras]: Extras<Name>): RefusalError {
  const { headers = {}, ...details }: { headers?: Readonly<Record<string, string>> } = extras ?? {}
  return new RefusalError(refusal, details, headers)
}
