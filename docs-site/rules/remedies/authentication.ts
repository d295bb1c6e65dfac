import type { Remedy } from './remedy.ts'

export const authentication: readonly Remedy[] = [
  {
    rules: [
      'credential-required',
      'no-success-without-credential',
      'before-existence',
      'before-validation',
      'before-body',
      'head-protected',
      'undocumented-method-protected',
      'unknown-path-protected',
    ],
    text: 'Check the key in one place, before routing: for every path and method, whether or not it exists, and before parameters or the body are read. Make public what must be public; do not protect route by route.',
    stacks: {
      Express: 'Call `app.use(authenticate)` before `express.json()` and before the first router.',
      Fastify:
        'Add an `onRequest` hook to the root instance before any route is registered. It runs before parsing and validation, and also for unknown paths.',
      Spring:
        'Use one `SecurityFilterChain` with `anyRequest().authenticated()`. Filters run before the `DispatcherServlet`, so unknown paths are 401 too. Do not permit a method such as HEAD or OPTIONS for all paths.',
      'ASP.NET Core':
        'Set `FallbackPolicy` to a policy that requires an authenticated user. `[Authorize]` on controllers protects only endpoints that exist.',
      Django: 'Permission classes run after the URL is resolved, so an unknown path is 404 first. Check the key in a middleware.',
      FastAPI:
        'The body is read before dependencies run, so invalid JSON is rejected before a missing key. Check the key in an ASGI middleware.',
      nginx: 'Put `auth_request` in the `server` block. A `location` that sets `auth_request off` is open for every method.',
    },
  },
  {
    rules: ['unknown-key-refused', 'wrong-secret-refused', 'malformed-credential-refused', 'key-in-query-ignored'],
    text: 'Find the key by its public part, then compare a hash of the **whole** secret in constant time. Accept a key only from `Authorization`, with the scheme `Bearer` and one token. The format of a key proves nothing.',
    stacks: {
      Express: 'Compare SHA-256 digests with `crypto.timingSafeEqual`. Do not fall back to `req.query`.',
      Fastify: 'The same: `crypto.timingSafeEqual`, and no key from `request.query`.',
      Spring:
        'Compare with `MessageDigest.isEqual`. A `BearerTokenResolver` reads keys from the query only if `setAllowUriQueryParameter(true)` was called.',
      'ASP.NET Core': 'Compare with `CryptographicOperations.FixedTimeEquals`.',
      Django: 'Compare with `hmac.compare_digest`.',
      FastAPI: 'Compare with `hmac.compare_digest`. Do not add `APIKeyQuery`.',
      Gateways:
        'Switch off keys in the query and in the body: `key_in_query: false` and `key_in_body: false` in the key-auth plugin of Kong.',
    },
  },
  {
    rules: ['scheme-case-insensitive'],
    text: 'Compare the name of the scheme without regard to case: `Bearer`, `bearer` and `BEARER` are equal. Then take the rest as it is, because keys are case-sensitive.',
    stacks: {
      Express: "`/^bearer +(\\S+)$/i.exec(req.headers.authorization ?? '')`",
      nginx: 'Use `~*` in a `map $http_authorization`; `~` is case-sensitive.',
    },
  },
  {
    rules: [
      'revoked-key-refused',
      'expired-key-refused',
      'revocation-immediate',
      'rotation-immediate',
      'narrowing-immediate',
      'secret-works',
    ],
    text: 'Read the state, the expiry and the permissions of a key with every request, from the primary database. If you cache them, remove the entry in **every** process in the step that changes the key; a short lifetime alone leaves a gap. A replica that lags behind rejects new keys and accepts revoked ones.',
    stacks: {
      Spring: 'Evict with `@CacheEvict` in the transaction that changes the key, and use a cache that all instances share.',
      Django:
        'The default local-memory cache belongs to one process. Use a shared backend such as Redis and delete the entry in `transaction.on_commit`.',
      Gateways:
        'A gateway that caches the result of introspection, or verifies a self-contained token, does not see a revocation. Set the cache lifetime to 0 or have the API purge it.',
    },
  },
  {
    rules: [
      'permission-required',
      'no-other-permission-suffices',
      'missing-permissions-named',
      'permission-before-existence',
      'permission-before-body',
      'permission-before-validation',
    ],
    text: 'State the permissions of each operation once, next to its route or from `security` in the contract. Check them in one step, directly after the key and before parameters, body and database. Compare whole names, and list in `details.requiredPermissions` exactly those that the key lacks.',
    stacks: {
      Express: 'Make the check the first handler of the route: `router.post(path, allow("inventory.write"), express.json(), handler)`.',
      Fastify: 'Store the permissions in `config` of the route, and read `request.routeOptions.config` in an `onRequest` hook.',
      Spring:
        '`@PreAuthorize` on a controller runs after the body is parsed and validated. Use `requestMatchers(…).hasAuthority(…)` in the filter chain instead.',
      'ASP.NET Core':
        '`[Authorize(Policy = …)]` runs before model binding, so the order is right. Check in a handler for the policy, not in the action.',
      Django: 'Use `has_permission`. `has_object_permission` runs only after the object was found.',
      FastAPI: 'A dependency runs after the body was read. Look up the route in a middleware, or read the body by hand after the check.',
    },
  },
  {
    rules: ['challenge-present', 'challenge-fits-credential'],
    text: 'Create every 401 in one function that also sets the header: `WWW-Authenticate: Bearer realm="…"` without a credential, and `error="invalid_token"` in addition if there was one (RFC 6750 §3).',
    stacks: {
      Spring: 'Use `BearerTokenAuthenticationEntryPoint`, or set the header in your own `AuthenticationEntryPoint`.',
      'ASP.NET Core': 'Set the header in `HandleChallengeAsync` of the authentication handler.',
      Django: 'Implement `authenticate_header` in the authentication class. Without it, REST framework returns 403 instead of 401.',
      FastAPI: '`HTTPException(401, headers={"WWW-Authenticate": "Bearer"})`: the header is not set by default for your own exceptions.',
      nginx: 'Write `add_header … always`. Without `always`, nginx omits the header for 401.',
    },
  },
  {
    rules: ['reason-tells-why'],
    text: 'Return the reason from the step that checks the key, and map each one to its own `details.reason`: no `Authorization`, unknown or wrong, revoked, expired. Check the secret before the state, so that a reason is told only to the owner of the key.',
  },
  {
    rules: ['credential-never-returned'],
    text: 'Never copy request headers into a response, an error or a debug header. Return the secret of a key once, in the response that issues it, and store only its hash.',
    stacks: {
      Express: 'Do not send `err.config` or `err.request` of an HTTP client: they contain the headers.',
      Django: 'Set `DEBUG = False`: the debug page shows request headers.',
      Gateways: 'Remove plugins that echo request headers, such as a debug or correlation plugin with a template.',
    },
  },
  {
    rules: ['key-cannot-exceed-itself', 'key-cannot-widen', 'key-cannot-touch-wider'],
    text: 'Before a key creates, changes, rotates or revokes a key, check two things: its own permissions include all permissions that the target has **now**, and all that it will have **afterwards**. Read the target and write it in one transaction. Name what is missing in `details.requiredPermissions`.',
    stacks: { SQL: 'Lock the row of the target (`select … for update`) before you compare, so that it cannot become wider in between.' },
  },
]
