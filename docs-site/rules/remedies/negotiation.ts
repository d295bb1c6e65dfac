import type { Remedy } from './remedy.ts'

export const negotiation: readonly Remedy[] = [
  {
    rules: ['any-accept-gives-json', 'unacceptable-accept-harmless'],
    text: 'The API has one representation. Ignore `Accept` and send JSON, or return 406 in the error envelope if it excludes JSON.',
    stacks: {
      Spring:
        '`HttpMediaTypeNotAcceptableException` has an empty body: handle it, or set `ignoreAcceptHeader(true)` and `defaultContentType` in `ContentNegotiationConfigurer`.',
      'ASP.NET Core': 'Remove the XML formatters, or leave `ReturnHttpNotAcceptable` at `false`.',
      Django: 'Set `DEFAULT_RENDERER_CLASSES` to `JSONRenderer` alone: the browsable API sends HTML to browsers.',
    },
  },
  {
    rules: ['wrong-media-type-refused', 'charset-accepted'],
    text: 'Parse `Content-Type` as a media type: compare type and subtype without regard to case, accept `charset=utf-8`, and return 415 for everything else, also for a missing one. Check it before the body is parsed.',
    stacks: {
      Express: '`express.json()` skips other types and leaves the body unparsed. Check `req.is("application/json")` and return 415.',
      Fastify: 'Unknown types are 415. `addContentTypeParser("*", …)` would accept them.',
      Spring: 'Set `consumes = "application/json"` on the class, and return `HttpMediaTypeNotSupportedException` in the envelope.',
      Django: 'Set `DEFAULT_PARSER_CLASSES` to `JSONParser` alone.',
      FastAPI: 'A body with another type is treated as invalid (422), not as 415. Check the header in a middleware.',
    },
  },
  {
    rules: ['encoding-truthful', 'body-coded-as-said'],
    text: 'Compress in one place only, either the application or the proxy. Compress only if `Accept-Encoding` allows it, send `Content-Encoding` and `Vary: Accept-Encoding`, and recompute the length.',
    stacks: {
      Express: 'Use `compression`; do not set `Content-Encoding` yourself.',
      nginx: 'If the application compresses, use `gzip off;` or `proxy_set_header Accept-Encoding "";`, not both. A cache needs `Vary`.',
      Gateways: 'A plugin that transforms bodies must see them uncompressed.',
    },
  },
]
