/** The promises of the API overview (R), and the decisions of the contract where the overview is silent (D). */
export const promises = {
  R01: 'every API is tenant-scoped',
  R02: 'every request requires authentication',
  R03: 'the credential is an API key in `Authorization: Bearer …`',
  R04: 'the key needs the permissions of the endpoint it calls',
  R05: 'bodies are JSON, sent as `Content-Type: application/json`',
  R06: 'success bodies are `{ data }`, lists `{ data, pagination }`',
  R07: 'error bodies are `{ error, details }`',
  R08: 'statuses have the meanings defined in the overview',
  R09: '100 requests per minute per API key',
  R10: '1000 requests per hour per API key',
  R11: '`X-RateLimit-Limit`, `-Remaining` and `-Reset` are on all responses',
  R12: 'lists take `page` (default 1) and `limit` (default 20, at most 100)',
  R13: '`pagination` is `{ page, pageSize, total, totalPages }`, totalPages rounded up',
  R14: 'lists filter by query parameters',
  R15: 'lists sort by `sortBy` and `sortOrder`',
  R16: 'the error codes are UNAUTHORIZED, FORBIDDEN, VALIDATION_ERROR, NOT_FOUND and CONFLICT',
  R17: 'beta endpoints are marked and may change',
  R18: 'this is version 1.0; a later version has its own path',
  R19: 'super-admin and internal cron endpoints are not part of the API',
  R20: 'the groups are forecasting, inventory, transfers, alerts and catalog',
} as const

export const decisions = {
  D01: 'envelope: every success body is `{ data }` or `{ data, pagination }`',
  D02: 'error code: `details.code` contains the code; `reason`, `issues` and the other fields give details',
  D03: 'statuses: 405, 413, 415 and 429 in addition to those in the overview; no 204, no 422; 201 for creation, 409 for forbidden states and duplicates',
  D04: 'order of errors: 401, 429, 403, 413/415/400, 404, 409; without a credential, an unknown path is also 401',
  D05: "tenants: another tenant's id behaves exactly like an unknown one",
  D06: 'keys: stored hashed, shown once; ACTIVE, REVOKED or EXPIRED',
  D07: 'rate limit: two fixed windows per key; the headers describe the window with the fewest requests left; Reset is Unix time',
  D08: 'paging: out-of-range values are 400, a page past the end is empty, the default order is total',
  D09: 'sorting and filtering: unknown values and unknown parameters are 400, filters combine with AND',
  D10: 'bodies: unknown and read-only properties are rejected; a rejected write changes nothing',
  D11: 'correlation: every response carries `X-Request-Id`, repeated in errors',
  D12: 'representation: JSON in UTF-8, RFC 3339 times in UTC, opaque ids',
  D13: 'permissions are in the contract, per operation',
  D14: 'stability and provenance are in the contract, per operation',
  D15: 'caching: authenticated responses have `Cache-Control: no-store`',
  D16: 'links connect an operation that returns an id with the operations that accept it',
  D17: 'every operation and every error has a valid example',
} as const

/** Requirements and decisions that no rule cites, with the reason. */
export const unruled = {
  R17: 'It defines the verdict, not the deployment: a failed check on a beta operation is a warning, except for the safety rules.',
  D14: 'It applies to the contract and is enforced by its lint rules; no response of a deployment can show it.',
  D17: 'It applies to the contract, whose tests validate every example. Rules send these examples and report those that are rejected.',
} as const satisfies Partial<Record<keyof typeof promises | keyof typeof decisions, string>>
