import type { Remedy } from './remedy.ts'

export const rateLimit: readonly Remedy[] = [
  {
    rules: ['headers-present', 'headers-present-without-key', 'header-syntax'],
    text: 'Count the request before anything can reject it, and write the three headers in the last step for every status. Send whole numbers, never below 0, and each header once.',
    stacks: {
      Express:
        '`express-rate-limit` with `legacyHeaders: true` sends the `X-RateLimit-*` headers. Mount it before authentication errors are sent.',
      Fastify:
        '`@fastify/rate-limit` is added per route: with `global: true` and a hook for `setNotFoundHandler`, 404 has the headers too.',
      nginx: '`limit_req` sends no headers. Compute them in the application, or use a gateway.',
      Gateways:
        'Names differ: Kong sends `RateLimit-*` and `X-RateLimit-Limit-Minute`. Rename them, and send only the window with the fewest requests left.',
    },
  },
  {
    rules: ['remaining-never-exceeds-limit', 'remaining-falls', 'limit-as-promised', 'tightest-window-described'],
    text: 'Take limit, remaining and reset from one window: the one with the fewest requests left. Count atomically in a store that all servers share, and count HEAD, errors and 404 too.',
    stacks: {
      Express: 'The default store of `express-rate-limit` counts per process. Use the Redis store.',
      Spring: 'With Bucket4j, use a shared `ProxyManager` (Redis, Hazelcast) instead of local buckets.',
      Gateways: 'Kong: `policy: redis` instead of `local`. During a rollout, old and new servers must have the same limits.',
    },
  },
  {
    rules: ['reset-is-unix-time', 'reset-constant-in-window', 'reset-within-window', 'retry-after-agrees-with-reset'],
    text: 'Use fixed windows: store the end of a window when it begins, and send it as Unix time in **seconds**. `Retry-After` is the same instant as seconds to wait, rounded up. Use the clock of one system, such as the store.',
    stacks: {
      Express: '`legacyHeaders` sends Unix seconds; the draft headers send seconds to wait.',
      Fastify: '`@fastify/rate-limit` sends seconds to wait in `x-ratelimit-reset`: convert it in `onSend`.',
      Gateways: 'A sliding window has no constant reset: choose fixed windows.',
    },
  },
  {
    rules: ['minute-enforced', 'limit-is-per-key', 'refusal-is-429', 'nothing-left-when-refused'],
    text: 'Use the id of the key alone as the key of the counter: not the path, not the address, not the process. Accept exactly the promised number, then return 429 with 0 remaining. 403 and 503 have other meanings for clients.',
    stacks: {
      Express: '`keyGenerator: (req) => req.apiKey.id`; the default is the address.',
      nginx:
        '`limit_req` returns 503 by default: `limit_req_status 429;`. Its leaky bucket rejects bursts below the promised number; `burst=100 nodelay` permits them.',
      Gateways: 'Limit by consumer or credential, not by route or address. Configure one limit for the whole API.',
    },
  },
  {
    rules: ['retry-after-present', 'refusal-says-how-long', 'refusal-not-stored', 'served-after-retry-after'],
    text: 'Create every 429 in one function: `Retry-After` in whole seconds, the same number in `details.retryAfterSeconds`, `Cache-Control: no-store`. Begin a new window after that time, and do not extend it by rejected requests.',
    stacks: {
      nginx: '`error_page 429` with a JSON body needs `add_header Retry-After … always`.',
      Gateways: 'The 429 of a gateway is text or its own JSON by default: set the body and headers of the contract.',
    },
  },
  {
    rules: ['keys-counted-apart', 'tenants-counted-apart', 'others-traffic-unseen', 'key-asked-first'],
    text: 'Give each key its own counter, and count requests without a valid key apart from it. Check the key first: a request without one gets 401 while a key is limited.',
    stacks: {
      Express: 'Behind a proxy, all clients have one address. Set `trust proxy`, and count by key wherever there is one.',
      nginx: 'Use `limit_req_zone $http_authorization`, not `$binary_remote_addr`, in front of the application.',
    },
  },
]
