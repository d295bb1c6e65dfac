/**
 * The names of a contract that the engine and the rules may use: the conventions of every contract that this suite can check. All other
 * names come from the contract or from a profile. A test checks the sources against this list.
 */
export const conventions = {
  /** Success bodies. */
  envelope: ['data', 'pagination'],
  /** Lists: their query parameters, and the members of `pagination`. */
  lists: ['page', 'limit', 'sortBy', 'sortOrder', 'pageSize', 'total', 'totalPages'],
  /** Error bodies. */
  errors: [
    'error',
    'details',
    'code',
    'reason',
    'issues',
    'in',
    'path',
    'message',
    'requestId',
    'requiredPermissions',
    'retryAfterSeconds',
  ],
  /** Properties of every resource. */
  resources: ['id', 'status', 'createdAt', 'updatedAt', 'deletedAt'],
  /** The reasons for an error (`details.reason`), where one code has several. */
  reasons: [
    'MISSING_AUTHORIZATION',
    'INVALID_API_KEY',
    'EXPIRED_API_KEY',
    'REVOKED_API_KEY',
    'INSUFFICIENT_SCOPE',
    'MALFORMED_JSON',
    'UNKNOWN_REFERENCE',
    'INVALID_STATE',
  ],
  /** Headers, in lower case. */
  headers: [
    'date',
    'location',
    'retry-after',
    'www-authenticate',
    'cache-control',
    'x-request-id',
    'x-ratelimit-limit',
    'x-ratelimit-remaining',
    'x-ratelimit-reset',
  ],
} as const

/**
 * Words of the suite, HTTP, JSON Schema, HAR, SARIF or TypeScript that a contract may also use for a property, a parameter or a path segment. In
 * the sources, they never stand for such a name.
 */
export const ownWords = [
  'after',
  'allowedValues',
  'before',
  'check',
  'compare',
  'complete',
  'config',
  'count',
  'items',
  'method',
  'name',
  'note',
  'receivedAt',
  'revoke',
  'type',
  'unchanged',
  'value',
  'values',
] as const
