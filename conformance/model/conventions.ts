/**
 * The names of a contract that the engine and the rules may know: those of the style that every contract keeps which this suite can check. Everything else is
 * read from the contract, or stands in a profile. A test holds the sources against this list.
 */
export const conventions = {
  /** Bodies of successes. */
  envelope: ['data', 'pagination'],
  /** Lists: what they are asked for, and what they say of a page. */
  lists: ['page', 'limit', 'sortBy', 'sortOrder', 'pageSize', 'total', 'totalPages'],
  /** Bodies of errors. */
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
  /** What a resource has, whatever it is. */
  resources: ['id', 'status', 'createdAt', 'updatedAt', 'deletedAt'],
  /** Why a request was refused (`details.reason`), where a code has several. */
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
 * Words of the suite itself, of HTTP, JSON Schema, HAR or TypeScript that a contract may use for a property, a parameter or a path segment, too: none of them
 * stands for one where the sources have them.
 */
export const ownWords = [
  'after',
  'allowedValues',
  'check',
  'complete',
  'config',
  'count',
  'items',
  'method',
  'name',
  'receivedAt',
  'revoke',
  'type',
  'value',
  'values',
] as const
