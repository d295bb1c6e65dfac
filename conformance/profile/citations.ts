/** What the API overview promises (R) and what the contract decides where the overview is silent (D). */
export const promises = {
  R01: 'every API is tenant-scoped',
  R02: 'every request requires authentication',
  R03: 'the credential is an API key in `Authorization: Bearer …`',
  R04: 'the key needs the permissions of the endpoint it calls',
  R05: 'bodies are JSON, sent as `Content-Type: application/json`',
  R06: 'success bodies are `{ data }`, lists `{ data, pagination }`',
  R07: 'error bodies are `{ error, details }`',
  R08: 'statuses have the meanings the overview gives them',
  R09: '100 requests per minute per API key',
  R10: '1000 requests per hour per API key',
  R11: '`X-RateLimit-Limit`, `-Remaining` and `-Reset` are on all responses',
  R12: 'lists take `page` (default 1) and `limit` (default 20, at most 100)',
  R13: '`pagination` is `{ page, pageSize, total, totalPages }`, totalPages rounded up',
  R14: 'lists filter by query parameters',
  R15: 'lists sort by `sortBy` and `sortOrder`',
  R16: 'the error codes are UNAUTHORIZED, FORBIDDEN, VALIDATION_ERROR, NOT_FOUND and CONFLICT',
  R17: 'beta endpoints are marked and may change',
  R18: 'this is version 1.0; a later version lives under its own path',
  R19: 'super-admin and internal cron endpoints are not part of the API',
  R20: 'the groups are forecasting, inventory, transfers, alerts and catalog',
} as const

export const decisions = {
  D01: 'envelope: every success body is `{ data }` or `{ data, pagination }`',
  D02: 'error code: `details.code` carries it, `reason`, `issues` and the rest refine it',
  D03: 'statuses: 405, 413, 415 and 429 besides those of the overview; no 204, no 422; 201 for creation, 409 for forbidden states and duplicates',
  D04: 'order of refusal: 401, 429, 403, 413/415/400, 404, 409; without a credential an unknown path is 401 too',
  D05: "tenants: another tenant's id behaves exactly like an unknown one",
  D06: 'keys: stored hashed, shown once; ACTIVE, REVOKED or EXPIRED',
  D07: 'rate limit: two fixed windows per key; the headers describe the one with the fewest requests left; Reset is Unix time',
  D08: 'paging: out-of-range values are 400, a page past the end is empty, the default order is total',
  D09: 'sorting and filtering: unknown values and unknown parameters are 400, filters combine with AND',
  D10: 'bodies: unknown and read-only properties are refused; a refused write changes nothing',
  D11: 'correlation: every response carries `X-Request-Id`, repeated in errors',
  D12: 'representation: JSON in UTF-8, RFC 3339 times in UTC, opaque ids',
  D13: 'permissions are in the contract, by operation',
  D14: 'stability and provenance are in the contract, by operation',
  D15: 'caching: authenticated responses say `Cache-Control: no-store`',
  D16: 'links connect an operation that yields an id with those that take it',
  D17: 'every operation and every error has a valid example',
} as const

/** Requirements and decisions that no rule cites, and why none does. */
export const unruled = {
  R17: 'It is about the verdict, not about the deployment: what a beta operation breaks is a warning, but for the rules on safety.',
  D14: 'It is about the contract, whose own lint rules enforce it; what a deployment answers does not show it.',
  D17: 'It is about the contract, whose own tests validate every example. Rules send these examples, and name what is refused of them.',
} as const satisfies Partial<Record<keyof typeof promises | keyof typeof decisions, string>>
