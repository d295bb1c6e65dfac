/** The basis of a finding: a promise of the API, or a decision of this contract where nothing was promised. */
import type { Citation } from './citations.ts'
import type { Judgement, Basis } from './judgement.ts'
import type { Rule } from './rule.ts'

/** The basis for a run: the whole contract, or only the promises. */
export const bases = ['contract', 'promised'] as const
export type JudgedBy = (typeof bases)[number]

/**
 * The basis of rules whose citations do not determine it: they cite both promises and decisions, or a section of an RFC that has no MUST
 * for the behavior. An entry applies to the rule as a whole; a single judgement can override it.
 */
const told: Readonly<Record<Rule['id'], Basis>> = {
  // The required permission of an operation is decided; that a key without any permission is rejected is promised.
  'authentication/permission-required': 'promised',
  'authentication/narrowing-immediate': 'promised',
  'authentication/no-other-permission-suffices': 'decided',
  'authentication/reason-tells-why': 'decided',
  'authentication/missing-permissions-named': 'decided',
  'status/documented-read-succeeds': 'promised',
  'status/parameters-accepted': 'promised',
  'status/unknown-id-not-found': 'promised',
  'status/unknown-path-not-found': 'promised',
  // The overview defines the meaning of some statuses; that there are no others is decided.
  'status/documented': 'decided',
  'status/allow-lists-documented-methods': 'decided',
  'status/no-redirect': 'decided',
  'status/same-fault-same-status': 'decided',
  'error/envelope': 'promised',
  'error/media-type': 'promised',
  'error/code-fits-status': 'promised',
  'error/sentence': 'decided',
  'error/issues-complete': 'decided',
  'error/missing-property-refused': 'promised',
  'error/wrong-type-refused': 'promised',
  'error/unknown-property-refused': 'decided',
  'error/out-of-bounds-refused': 'decided',
  'error/broken-json-refused': 'promised',
  'error/empty-body-refused': 'promised',
  // RFC 8259 §8.1 lets a parser ignore a byte order mark.
  'error/undecodable-body-refused': 'decided',
  // 201 means that a new resource was created.
  'write/creation-is-new': 'promised',
  'schema/stock-summed': 'decided',
  'schema/success-body': 'promised',
  'schema/arithmetic-holds': 'decided',
  'schema/shortage-means-unavailable': 'decided',
  'schema/derived-values-agree': 'decided',
  'schema/one-name-for-one-id': 'decided',
  'schema/nothing-twice': 'decided',
  'schema/past-times-have-passed': 'decided',
  'schema/answers-what-was-asked': 'promised',
  'header/content-type': 'promised',
  'header/location-names-what-was-made': 'decided',
  'header/documented-headers-present': 'decided',
  'header/sent-once': 'promised',
  'negotiation/any-accept-gives-json': 'decided',
  'negotiation/wrong-media-type-refused': 'decided',
  'pagination/limit-above-maximum-refused': 'decided',
  'pagination/total-pages': 'promised',
  'pagination/walk-complete': 'promised',
  'pagination/page-as-full-as-its-total': 'decided',
  'sorting/every-page-in-order': 'promised',
  'sorting/ascending': 'promised',
  'sorting/descending': 'promised',
  'sorting/descending-reverses-ascending': 'decided',
  'sorting/filter-holds': 'promised',
  'sorting/filter-complete': 'decided',
  'sorting/parameter-order-irrelevant': 'decided',
  'rate-limit/headers-present-without-key': 'promised',
  'rate-limit/header-syntax': 'decided',
  'rate-limit/remaining-never-exceeds-limit': 'promised',
  'rate-limit/remaining-falls': 'promised',
  'rate-limit/tightest-window-described': 'decided',
  'rate-limit/others-traffic-unseen': 'promised',
  'rate-limit/minute-enforced': 'promised',
  'rate-limit/keys-counted-apart': 'promised',
  'rate-limit/tenants-counted-apart': 'promised',
  // RFC 6585 §4 and RFC 9110 §10.2.3 leave both to the server.
  'rate-limit/retry-after-present': 'decided',
  'rate-limit/served-after-retry-after': 'decided',
  'rate-limit/refusal-is-429': 'decided',
  'rate-limit/refusal-not-stored': 'decided',
  'tenant/nothing-in-two-tenants': 'promised',
  'tenant/foreign-item-not-found': 'promised',
  'tenant/foreign-head-not-found': 'decided',
  'tenant/existence-hidden': 'decided',
  'tenant/foreign-write-refused': 'promised',
  'tenant/foreign-filter-finds-nothing': 'promised',
  'tenant/unique-values-apart': 'decided',
  'write/documented-write-succeeds': 'promised',
  'write/transition-carried-out': 'promised',
  'write/forbidden-transition-refused': 'decided',
  'write/location-leads-to-it': 'decided',
  // The RFCs define what the methods are for; none of it is a MUST.
  'write/patch-changes-named-only': 'decided',
  'write/put-replaces': 'decided',
  'write/put-idempotent': 'decided',
}

const isPromise = (citation: Citation, { level }: Pick<Rule, 'level'>): boolean =>
  /^R\d\d$/.test(citation) || (citation.startsWith('RFC ') && level === 'MUST')
/** A risk explains why something matters. It promises nothing. */
const isRisk = (citation: Citation): boolean => citation.startsWith('OWASP ')

/** Returns the basis that follows from the citations alone, or `undefined` if they include both promises and decisions. */
export function citedBasis(rule: Pick<Rule, 'cites' | 'level'>): Basis | undefined {
  const grounds = rule.cites.filter((each) => !isRisk(each))
  const promises = grounds.filter((each) => isPromise(each, rule))
  if (promises.length === 0) return 'decided'
  return promises.length === grounds.length ? 'promised' : undefined
}

/** Returns the basis of a finding of the rule, unless the judgement overrides it. */
export function basisOf(rule: Pick<Rule, 'id' | 'cites' | 'level'>): Basis {
  return told[rule.id] ?? citedBasis(rule) ?? 'decided'
}

/** The rules with an explicit basis, for the test that the list is complete and has no superfluous entry. */
export const toldOf = Object.keys(told)

/** Returns the judgement. A failure gets the basis `promised`. */
export const promised = (judgement: Judgement): Judgement => (judgement.is === 'fail' ? { ...judgement, basis: 'promised' } : judgement)
/** Returns the judgement. A failure gets the basis `decided`. */
export const decided = (judgement: Judgement): Judgement => (judgement.is === 'fail' ? { ...judgement, basis: 'decided' } : judgement)
