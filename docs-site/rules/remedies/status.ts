import type { Remedy } from './remedy.ts'

export const status: readonly Remedy[] = [
  {
    rules: ['documented', 'no-other-success', 'documented-read-succeeds', 'same-fault-same-status'],
    text: 'Create responses only through functions that know the contract: one for success with the status of the operation, one for each error. Test every operation against the documented list of statuses. Validate query parameters in one shared step, so that equal faults get equal statuses.',
    stacks: {
      Fastify: 'Declare `response` schemas for every status of the contract, and fail a test if a handler sends another one.',
      Spring: 'Return 201 with `ResponseEntity.created(location)`. A method without `ResponseEntity` or `@ResponseStatus` sends 200.',
      FastAPI: 'Validation errors are 422 by default. Register a handler for `RequestValidationError` that returns 400 in the envelope.',
      Django: '`perform_destroy` leads to 204. Override `destroy` to return 200 with a body.',
    },
  },
  {
    rules: ['parameters-accepted'],
    text: 'Declare every query parameter of the contract where requests are validated, and test each read once with all of them: the branch that a parameter selects often runs for the first time at a client.',
    stacks: {
      Fastify:
        'Set `schema.querystring` with all parameters. `additionalProperties: false` rejects, and `removeAdditional` drops, those that are missing there.',
      FastAPI:
        'Declare each parameter with `Query(default=None)`. Convert dates with `datetime.date`, so that a valid day is accepted as it is.',
      Spring: 'Bind parameters to an object with `@ModelAttribute`; `@DateTimeFormat(iso = ISO.DATE)` is needed for a `LocalDate`.',
    },
  },
  {
    rules: ['unknown-id-not-found', 'malformed-id-not-found'],
    text: 'Treat an id as an opaque string: look it up, and return 404 if nothing is found. Do not reject it by its format first, and do not convert it to a number or UUID in the route.',
    stacks: {
      Spring: 'Declare `@PathVariable String id`. With `Long` or `UUID`, a conversion error becomes 400.',
      'ASP.NET Core': 'Do not use `[FromRoute] Guid id` in the action: a conversion error becomes 400.',
      FastAPI: 'Declare `id: str`; another type leads to 422.',
      SQL: 'PostgreSQL raises an error if a text is compared with a `uuid` column. Store ids as text, or catch error 22P02 as "not found".',
    },
  },
  {
    rules: ['unknown-path-not-found', 'internal-paths-absent', 'no-other-version'],
    text: 'Serve exactly the paths of the contract, below its base path. Health checks, metrics, administration and other versions belong on another port or host.',
    stacks: {
      Express:
        'Do not end with a catch-all that serves the web application: return 404 in the error envelope below the base path of the API.',
      Spring: 'Move Actuator with `management.server.port` to another port.',
      'ASP.NET Core': 'Do not call `MapFallbackToFile` for the paths of the API.',
      nginx: '`try_files $uri /index.html` turns every unknown path into 200. Keep it out of the `location` of the API.',
    },
  },
  {
    rules: ['undocumented-method-not-allowed', 'allow-with-405', 'allow-lists-documented-methods', 'options-harmless'],
    text: 'If the path exists and the method does not, return 405 with `Allow` that lists the documented methods of that path. Take the list from the contract or from the router, not from a constant.',
    stacks: {
      Express:
        'A router answers an unknown method with 404. Add `route.all(handler)` after the methods of each route, which returns 405 with `Allow`.',
      Fastify:
        'Unknown methods are 404. For each path, also register the undocumented methods, with a handler that returns 405 with `Allow`.',
      Spring: '`HttpRequestMethodNotSupportedException` has `getSupportedHttpMethods()`: set `Allow` from it in the exception handler.',
      Django: 'REST framework sends 405 with `Allow`. Limit `http_method_names` to the documented methods; OPTIONS is on by default.',
      nginx: '`limit_except` returns 403. Let the application reject the method.',
    },
  },
  {
    rules: ['head-equals-get'],
    text: 'Answer HEAD with the code of GET, and leave out only the body.',
    stacks: {
      Fastify: '`exposeHeadRoutes` is on by default. A hook that looks at `request.method` must treat HEAD as GET.',
      FastAPI: 'Routes of `@app.get` reject HEAD with 405. Register them with `methods=["GET", "HEAD"]`.',
      Django: 'A class-based view answers HEAD with `get` if `http_method_names` contains `head`.',
    },
  },
  {
    rules: ['implemented'],
    text: 'Implement the operation, or take it out of the contract of this deployment. 501 tells a client that the server does not know the method at all.',
  },
  {
    rules: ['no-redirect'],
    text: 'Serve each documented path directly. Many clients repeat a redirected request without its key or with GET, and some send the key to the new host.',
    stacks: {
      Django: 'Set `APPEND_SLASH = False`, and declare routes without a trailing slash: `DefaultRouter(trailing_slash=False)`.',
      FastAPI: 'Create the application with `redirect_slashes=False`.',
      'ASP.NET Core': '`UseHttpsRedirection` redirects API calls with a key. Reject plain HTTP at the load balancer instead.',
      nginx: 'A `location /path/` with `proxy_pass` redirects `/path`. Use `location /path` or an exact match.',
    },
  },
  {
    rules: ['no-server-error'],
    text: 'A 500 is a fault that no validation found. Find it in the log by the request id. Usual reasons are input that reaches the database unchecked, a missing row, an unexpected `null`, and a constraint that was violated at the same time by two requests.',
    stacks: {
      SQL: 'Always bind parameters; never build statements from input. Map unique violations (23505 in PostgreSQL) to 409 and foreign-key violations (23503) to 400. PostgreSQL rejects U+0000 in text.',
      Express: 'Version 4 does not catch rejected promises: call `next(error)` or use version 5.',
    },
  },
]
