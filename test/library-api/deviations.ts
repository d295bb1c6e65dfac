/** Ways in which the server can be made to break its contract, one at a time; each is asked for at one place of the server. */

export interface Deviation {
  readonly id: string
  /** What of the contract does not hold any more. */
  readonly breaks: string
  /** The rule of the conformance suite that is about it. */
  readonly rule: string
}

export const deviations = [
  {
    id: 'advances-what-was-returned',
    breaks: 'A loan that was returned takes no further step.',
    rule: 'write/forbidden-transition-refused',
  },
  { id: 'renews-twice', breaks: 'A loan is renewed once.', rule: 'write/transition-happens-once' },
  { id: 'steps-change-nothing', breaks: 'A step that is answered 200 has been taken.', rule: 'write/transition-carried-out' },
  { id: 'shows-foreign-loans', breaks: "Another network's loan is as good as unknown.", rule: 'tenant/foreign-item-not-found' },
  { id: 'deletes-foreign-books', breaks: "Another network's book cannot be deleted.", rule: 'tenant/foreign-write-refused' },
  { id: 'tells-foreign-from-unknown', breaks: "Another network's id is answered like an unknown one.", rule: 'tenant/existence-hidden' },
  { id: 'takes-foreign-references', breaks: 'A copy is of a book of its own network.', rule: 'tenant/foreign-reference-refused' },
  { id: 'patch-wipes-the-rest', breaks: 'PATCH leaves alone what was not sent.', rule: 'write/patch-changes-named-only' },
  { id: 'put-merges', breaks: 'PUT replaces: what is left out falls back to its default.', rule: 'write/put-replaces' },
  { id: 'takes-an-isbn-twice', breaks: 'An ISBN is unique in its network.', rule: 'write/duplicate-refused' },
  { id: 'creates-without-location', breaks: 'Every 201 has a Location.', rule: 'write/location-leads-to-it' },
  { id: 'locates-elsewhere', breaks: 'The Location leads to what was created.', rule: 'write/location-leads-to-it' },
  { id: 'keeps-deleted-books', breaks: 'A deleted book is gone.', rule: 'write/deleted-is-gone' },
  { id: 'lends-what-it-refuses-to-lend', breaks: 'A refused loan is not there.', rule: 'write/refused-creation-leaves-nothing' },
  {
    id: 'counts-every-copy-as-available',
    breaks: 'availableCopyCount counts the copies that can be lent.',
    rule: 'schema/derived-values-agree',
  },
  { id: 'sorts-ascending-always', breaks: 'sortOrder turns the order round.', rule: 'sorting/descending' },
  { id: 'sorts-null-first', breaks: 'null comes last in ascending order.', rule: 'sorting/ascending' },
  { id: 'ignores-the-branch', breaks: 'branchId lists the copies of one branch only.', rule: 'sorting/filter-holds' },
  { id: 'totals-the-page', breaks: 'total counts what all pages have.', rule: 'pagination/total-constant' },
  { id: 'pages-overlap', breaks: 'No row is on two pages.', rule: 'pagination/walk-without-repeats' },
  { id: 'serves-any-page-size', breaks: 'A page has 100 rows at most.', rule: 'pagination/limit-above-maximum-refused' },
  { id: 'takes-unknown-properties', breaks: 'A body has no property that is not documented.', rule: 'error/unknown-property-refused' },
  { id: 'takes-unknown-parameters', breaks: 'A query has no parameter that is not documented.', rule: 'sorting/unknown-parameter-refused' },
  { id: 'asks-for-no-permission', breaks: 'A key needs the permission of the operation.', rule: 'authentication/permission-required' },
  { id: 'takes-revoked-keys', breaks: 'A revoked key is refused.', rule: 'authentication/revoked-key-refused' },
  { id: 'takes-expired-keys', breaks: 'An expired key is refused.', rule: 'authentication/expired-key-refused' },
  { id: 'challenges-nobody', breaks: 'Every 401 has a WWW-Authenticate.', rule: 'authentication/challenge-present' },
  { id: 'enforces-no-limit', breaks: 'A key is refused once its limit is used up.', rule: 'rate-limit/minute-enforced' },
  { id: 'describes-the-hour-always', breaks: 'The headers describe the tighter window.', rule: 'rate-limit/tightest-window-described' },
  { id: 'tells-no-code', breaks: 'Every error has details.code.', rule: 'error/code-fits-status' },
  { id: 'repeats-no-request-id', breaks: 'An error repeats X-Request-Id in its details.', rule: 'error/request-id-repeated' },
  { id: 'lets-answers-be-stored', breaks: 'No answer to a key may be stored.', rule: 'header/not-stored' },
  { id: 'lists-no-methods', breaks: 'Every 405 has an Allow.', rule: 'status/allow-with-405' },
] as const satisfies readonly Deviation[]

export type DeviationId = (typeof deviations)[number]['id']
