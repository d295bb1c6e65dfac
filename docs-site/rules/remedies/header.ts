import type { Remedy } from './remedy.ts'

export const header: readonly Remedy[] = [
  {
    rules: ['content-type'],
    text: 'Send `application/json; charset=utf-8`, and encode the body as UTF-8. JSON has no other encoding.',
    stacks: {
      Spring: 'Set `produces = "application/json"`. An old `StringHttpMessageConverter` with ISO-8859-1 changes both header and bytes.',
      nginx: '`charset` and `charset_types` add or change the charset: do not use them for the API.',
    },
  },
  {
    rules: ['not-stored'],
    text: 'Set `Cache-Control: no-store` for every response to an API key, errors included, in the last step before sending. Then no route can forget it.',
    stacks: {
      Express:
        '`app.use((req, res, next) => { res.set("Cache-Control", "no-store"); next() })` as the first middleware; `app.set("etag", false)`.',
      Fastify: 'Set it in an `onSend` hook of the root instance.',
      Spring:
        'Spring Security sends `no-cache, no-store, max-age=0, must-revalidate`, unless `cacheControl` is disabled or the handler sets its own.',
      nginx: '`proxy_hide_header Cache-Control; add_header Cache-Control no-store always;`. `expires` overrides it.',
      Gateways: 'Disable response caching for paths that need a key.',
    },
  },
  {
    rules: ['documented-headers-present', 'location-names-what-was-made'],
    text: 'Set the headers that the contract requires where the response is created, from the contract itself. Build `Location` from the id of the created resource and the template in `x-location`.',
    stacks: {
      Express: 'Browsers see `Location` and the other headers only if `Access-Control-Expose-Headers` lists them.',
      Spring: '`ResponseEntity.created(uri)` sets status and `Location` together.',
      'ASP.NET Core': '`CreatedAtAction` computes `Location` from the route; give it the id of the new resource, not of its parent.',
      nginx: '`proxy_redirect` rewrites `Location`. Set it to `off` if the API sends paths.',
    },
  },
  {
    rules: ['date'],
    text: 'Synchronize the clock of every server with NTP, and let the HTTP server write `Date`. It is always in GMT.',
  },
  {
    rules: ['no-sniffing', 'no-versions'],
    text: 'Set security headers for all responses at the outermost server, and switch off the headers that name software.',
    stacks: {
      Express: '`app.disable("x-powered-by")`, and `helmet` for the others.',
      Fastify: 'Use `@fastify/helmet`.',
      Spring: 'Spring Security sends `X-Content-Type-Options` by default. Leave `server.server-header` unset.',
      'ASP.NET Core': 'Kestrel: `AddServerHeader = false`. IIS: `removeServerHeader="true"`, and remove `X-Powered-By` in `web.config`.',
      nginx: '`server_tokens off;`, `proxy_hide_header X-Powered-By;`, and `add_header X-Content-Type-Options nosniff always;`.',
    },
  },
  {
    rules: ['head-equals-get', 'head-without-body'],
    text: 'Let HEAD run the code of GET until the body would be sent. Then headers, `Content-Length` included, are those of GET, and the server drops the body.',
    stacks: {
      Fastify: 'Do not send another type or body for HEAD in `onSend`. `exposeHeadRoutes` does the rest.',
      Express: '`app.get` also answers HEAD. Do not write to the socket with `res.write` after `res.end`.',
      nginx: '`proxy_cache_convert_head` asks the application with GET; switch it off if headers differ.',
    },
  },
  {
    rules: ['length-truthful'],
    text: 'Count bytes, not characters, or let the server compute the length. Anything that changes the body afterwards, such as compression or a template, must remove `Content-Length`.',
    stacks: {
      Express: '`Buffer.byteLength(text)` instead of `text.length`; `res.json` and `res.send` do it right.',
      Django: 'A middleware that changes `response.content` must delete `Content-Length` first.',
      nginx: '`sub_filter` and `gzip` remove the length themselves; a module in Lua must call `ngx.header.content_length = nil`.',
    },
  },
  {
    rules: ['sent-once'],
    text: 'Two layers set the same header. Decide which one does, and remove it from the other.',
    stacks: {
      Express: '`res.set` replaces, `res.append` adds.',
      Spring: '`HttpHeaders.set` replaces, `add` adds.',
      nginx: '`add_header` adds to the header of the application: `proxy_hide_header` removes that one first.',
    },
  },
]
