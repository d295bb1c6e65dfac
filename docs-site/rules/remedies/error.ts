import type { Remedy } from './remedy.ts'

export const error: readonly Remedy[] = [
  {
    rules: ['envelope', 'media-type', 'no-html', 'well-formed-json', 'code-fits-status', 'sentence', 'same-shape-for-same-code'],
    text: 'Create every error in one function that takes a code and returns status, media type and body from one table. Also replace the errors that framework, server and proxy send on their own.',
    stacks: {
      Express: 'The default error handler sends HTML. Add a handler with four arguments **last**, and a 404 handler before it.',
      Fastify:
        'Set both `setErrorHandler` and `setNotFoundHandler` on the root instance; `clientErrorHandler` covers requests that cannot be parsed.',
      Spring:
        'Extend `ResponseEntityExceptionHandler` in a `@RestControllerAdvice`, and replace `BasicErrorController`: errors outside of controllers go to `/error`. Since Spring 6, `ProblemDetail` sends `application/problem+json`.',
      'ASP.NET Core':
        '`[ApiController]` sends `application/problem+json`. Replace `InvalidModelStateResponseFactory`, and use `UseExceptionHandler` and `UseStatusCodePages`.',
      Django: 'Set `EXCEPTION_HANDLER` of REST framework, and `handler404`, `handler500` and `handler400` for errors outside of its views.',
      FastAPI: 'Register handlers for `StarletteHTTPException`, `RequestValidationError` and `Exception`.',
      nginx: 'Set `proxy_intercept_errors off`, and an `error_page` that returns the JSON envelope for 413, 502, 503 and 504.',
    },
  },
  {
    rules: ['no-internals'],
    text: 'Send a fixed sentence with 500 and 409, and log the exception under the request id. Never put the message of a driver or a stack into a response.',
    stacks: {
      Express: 'The default handler sends the stack unless `NODE_ENV` is `production`.',
      Spring: 'Keep `server.error.include-message` and `server.error.include-stacktrace` at `never`.',
      'ASP.NET Core': '`UseDeveloperExceptionPage` belongs to development only.',
      Django: 'Set `DEBUG = False`.',
    },
  },
  {
    rules: ['reflected-input-harmless'],
    text: 'Do not repeat input in messages or headers: name the field instead. Where an error must quote a value, send it as a JSON string of limited length, with `Content-Type: application/json` and `X-Content-Type-Options: nosniff`.',
  },
  {
    rules: ['request-id-repeated', 'request-id-unique'],
    text: 'Create the id once, at the start of the request, from a random source with at least 64 bits. Use this id in the header, in `details.requestId` and in the log. If a proxy sets `X-Request-Id`, take its value instead of a second one.',
    stacks: {
      Express: 'Set `req.id = crypto.randomUUID()` in the first middleware and send it with `res.set`.',
      Fastify:
        'The default `genReqId` counts from 1 in each process. Set it to `() => crypto.randomUUID()`, and send `request.id` in an `onRequest` hook.',
      nginx:
        '`proxy_set_header X-Request-Id $request_id;` gives the application the same id. Do not also use `add_header`, or it is sent twice.',
    },
  },
  {
    rules: [
      'missing-property-refused',
      'wrong-type-refused',
      'out-of-bounds-refused',
      'unknown-property-refused',
      'parameter-out-of-bounds-refused',
    ],
    text: 'Validate each request against the schemas of the contract, before the handler and without converting or removing anything. Take `required`, types, limits and `additionalProperties: false` from the contract, so that they cannot differ.',
    stacks: {
      Express: '`express-openapi-validator` checks requests against the document; set `coerceTypes: false` for bodies.',
      Fastify:
        'The default Ajv converts types and removes unknown properties. Create it with `coerceTypes: false` and `removeAdditional: false`, and use Ajv for 2020-12.',
      Spring:
        'Set `spring.jackson.deserialization.fail-on-unknown-properties=true` and disable `MapperFeature.ALLOW_COERCION_OF_SCALARS`. Put `@Valid` on the body and `@Validated` on the class for parameters.',
      'ASP.NET Core': 'Set `JsonUnmappedMemberHandling.Disallow` and `NumberHandling = Strict`; use `required` members.',
      Django: 'A serializer ignores unknown fields and converts `"5"` to 5. Compare `initial_data` with `fields` in `validate`.',
      FastAPI: 'Use `ConfigDict(extra="forbid", strict=True)` in the models.',
    },
  },
  {
    rules: ['names-the-field', 'issue-names-a-place', 'issues-complete', 'lists-every-fault', 'issues-bounded'],
    text: 'Collect all errors of a request and convert each to one issue: `in`, and `path` with the name of a parameter or the JSON pointer of a body field. For a missing property, add its name to the pointer of its object. Stop at twenty.',
    stacks: {
      Fastify: 'Set `allErrors: true`. `instancePath` is the pointer; append `params.missingProperty` or `params.additionalProperty`.',
      Spring: 'Use `BindingResult.getFieldErrors()`, and convert `items[0].sku` to `/items/0/sku`. Jackson stops at its first error.',
      'ASP.NET Core': 'The keys of `ModelState` look like `Items[0].Sku`; convert them to pointers with the JSON names.',
      Django: '`serializer.errors` is nested as the body is: walk through it and join the names with slashes.',
      FastAPI: 'Join `loc` without its first element: `("body", "items", 0, "sku")` is `/items/0/sku`.',
    },
  },
  {
    rules: ['broken-json-refused', 'empty-body-refused', 'undecodable-body-refused'],
    text: 'Read the bytes, decode them strictly as UTF-8 without a byte order mark, and parse them once. Return 400 with `MALFORMED_JSON` if any step fails. An empty body is not an empty object.',
    stacks: {
      Express: '`express.json()` turns an empty body into `{}` or leaves `req.body` undefined: check `Content-Length` or use `verify`.',
      Fastify:
        'A custom parser with `parseAs: "buffer"` and `new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })` sees both encoding errors and the mark.',
      Spring: 'Map `HttpMessageNotReadableException` to 400 with the reason. Jackson detects UTF-16 on its own; reject it.',
      Django: 'Return 400 with the reason for `ParseError`. Accept only UTF-8: `JSONParser` uses the charset of `Content-Type`.',
      FastAPI: 'Invalid JSON is a `RequestValidationError` of the type `json_invalid`: return 400 with the reason.',
    },
  },
  {
    rules: ['hostile-json-refused', 'too-large-body-refused', 'bounded'],
    text: 'Limit what a request can cost: 1 MiB of body (413), a depth of nesting, and names such as `__proto__`. Do not quote the body in the error. Test that the next request still works.',
    stacks: {
      Express:
        "`express.json({ limit: '1mb' })` raises `PayloadTooLargeError`; return its status 413 in the envelope. Do not merge a body deeply into another object.",
      Fastify: '`bodyLimit: 1048576`. `onProtoPoisoning` is `error` by default; keep it.',
      Spring: 'Tomcat does not limit JSON bodies: check `Content-Length`, or use a filter. Set `StreamReadConstraints.maxNestingDepth`.',
      'ASP.NET Core': 'Kestrel: `Limits.MaxRequestBodySize = 1_048_576`; `JsonSerializerOptions.MaxDepth` is 64 by default.',
      Django:
        '`DATA_UPLOAD_MAX_MEMORY_SIZE` leads to 400, and does not apply where REST framework reads the stream: check `Content-Length` in a middleware.',
      nginx: '`client_max_body_size 1m;` with `error_page 413` in the JSON envelope.',
    },
  },
]
