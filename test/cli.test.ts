/** The command line of the suite: settings, choices, waivers, interruption, clean-up. */
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { passesOf, verdictsOf, type WrittenReport } from '../conformance/report/formats/json.ts'
import { published } from '../conformance/testing/published-formats.ts'
import { runCommand, type CommandOptions } from '../conformance/testing/command-line.ts'
import { issueKeys, startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { runSuite, type Outcome, type SuiteOptions } from '../scripts/support/suite.ts'

let server: ServerProcess
const keys = demoKeys
let scratch: string

beforeAll(async () => {
  server = await startServerProcess()
})
afterAll(() => server.stop())
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'cli-'))
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const suite = (args: readonly string[], options: CommandOptions = {}) => runCommand(args, { cwd: scratch, ...options })
/** In a process of its own, which has standard input and gets signals. */
const suiteProcess = (args: readonly string[], options: SuiteOptions = {}) => runSuite(args, { cwd: scratch, ...options })
/** A key of its own for each run, so that none waits for another's minute. */
async function withKey(): Promise<CommandOptions> {
  const [key] = await issueKeys(server.baseUrl, keys.nordwind.administrator, ['*'], 1)
  return { env: { CONFORMANCE_KEY: key } }
}
/** Few requests: what one list needs at level smoke. */
const little = ['--only', 'listProducts']
const nowhere = 'http://127.0.0.1:1/api'

function file(name: string, lines: readonly string[]): string {
  const full = path.join(scratch, name)
  writeFileSync(full, `${lines.join('\n')}\n`)
  return full
}

async function reported(args: readonly string[], options: CommandOptions): Promise<WrittenReport> {
  const { out, err } = await suite([...args, '--report', 'json=report.json'], options)
  expect(existsSync(path.join(scratch, 'report.json')), out + err).toBe(true)
  return JSON.parse(readFileSync(path.join(scratch, 'report.json'), 'utf8')) as WrittenReport
}

/** What passes all requests on, and notes what they asked for. */
async function listening(onRequest: Parameters<typeof createServer>[1]): Promise<{ readonly server: Server; readonly origin: string }> {
  const made = createServer(onRequest)
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return { server: made, origin: `http://127.0.0.1:${(made.address() as AddressInfo).port}` }
}

describe('a run that ends before it judges anything', () => {
  const key = 'bdk_live_x_0123456789abcdef0123456789abcdef'

  test('writes every report that was asked for, which says why, and exits with 2', async () => {
    const formats = {
      json: 'a.json',
      html: 'a.html',
      junit: 'a.xml',
      sarif: 'a.sarif',
      ctrf: 'a.ctrf',
      tap: 'a.tap',
      markdown: 'a.md',
      har: 'a.har',
      badge: 'a.svg',
    }
    const summary = file('summary', [])
    const { code, out, err } = await suite(
      [nowhere, '--key', key, ...Object.entries(formats).flatMap(([format, name]) => ['--report', `${format}=${name}`])],
      { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary } },
    )
    const why = `${nowhere} cannot be reached: the connection was refused.`
    expect({ code, out }).toEqual({ code: 2, out: `::error title=Conformance::${why}\n` })
    expect(err.split('\n').slice(-3)).toEqual([`Wrote ${Object.values(formats).join(', ')}`, `error: ${why}`, ''])
    const read = (name: string): string => readFileSync(path.join(scratch, name), 'utf8')
    for (const [format, name] of Object.entries(formats)) {
      if (format !== 'html') expect(await published[format]?.(read(name)), name).toEqual([])
      if (format !== 'har' && format !== 'badge') expect(read(name), name).toContain(`cannot be reached: the connection was refused.`)
      expect(read(name), name).not.toContain('0123456789abcdef')
    }
    expect(read('summary')).toContain(why)
    expect(JSON.parse(read('a.json'))).toMatchObject({ ended: why, exitCode: 2, requests: { sent: 1 }, verdicts: [] })
    expect(JSON.parse(read('a.har')).log.entries).toHaveLength(1)
  })

  test('says also which report cannot be written', async () => {
    const { server: elsewhere, origin } = await listening((_request, response) => {
      mkdirSync(path.join(scratch, 'report.json'), { recursive: true })
      response.end('Hello')
    })
    const { code, err } = await suite([`${origin}/api`, '--key', key, '--report', 'json=report.json', '--quiet'])
    elsewhere.close()
    expect(code).toBe(2)
    expect(err).toMatch(/does not look like the base URL of the API: .*\nThe JSON report cannot be written to report\.json: it is a folder/)
  })
})

describe('bad usage exits with 2, and says what was expected', () => {
  test.each([
    ['a command that is none', ['explian'], /^error: Unknown command "explian" \(did you mean explain\?\); a base URL begins/],
    ['an option that is none', [nowhere, '--levle', 'x'], /^error: unknown option '--levle'\n\(Did you mean --level\?\)/],
    [
      'a choice of nothing',
      [nowhere, '--only', 'schema,paginaton'],
      /^error: --only: "paginaton" is not an area, rule, operation or group \(did you mean pagination/,
    ],
    [
      'a choice that nothing is left of',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--only', 'tenant/lists-disjoint'],
      /^error: The selected rules and operations leave nothing to check: not part of this level; run with --level isolation\.\n$/,
    ],
    [
      'a time that is none',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--max-wait', 'soon'],
      /^error: option '--max-wait <duration>' argument 'soon' is invalid\. Expected seconds, or a duration such as 90s, 15m or 1h30m, at most 24h\.\n/,
    ],
    [
      'a header without a colon',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--header', 'x'],
      /--header: expected "Name: value"; the text has no/,
    ],
    [
      'a header for the key',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--header', 'authorization: x'],
      /Authorization cannot be set; pass the key with --key/,
    ],
    [
      'a header of the checks',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--header', 'Accept: x'],
      /Accept cannot be set; the checks set it/,
    ],
    ['no certificate', [nowhere, '--key', 'bdk_live_x_0123456789', '--ca', '/dev/null'], /--ca: \/dev\/null contains no PEM certificate/],
    ['lasting things without writes', [nowhere, '--allow-lasting'], /--allow-lasting requires --allow-writes/],
    [
      'a rule that is none',
      ['explain', 'pagination/total-page'],
      /Unknown rule "pagination\/total-page" \(did you mean pagination\/total-pages/,
    ],
    [
      'a journal that is the report, too',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--allow-writes', '--journal', './one', '--report', 'json=one'],
      /^error: \.\/one cannot be both the JSON report and the journal\.\n$/,
    ],
    [
      'a key for two roles',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--other-tenant-key', 'bdk_live_x_0123456789'],
      /^error: The same key is given for "main" \(CONFORMANCE_KEY\) and for "other" \(CONFORMANCE_OTHER_TENANT_KEY\); each role needs its own key\.\n$/,
    ],
    [
      'a key that is given twice',
      [nowhere, '--key', 'bdk_live_x_0123456789', '--key', 'bdk_live_x_0123456789'],
      /^error: The same key is given twice for "main" \(CONFORMANCE_KEY\)\.\n$/,
    ],
    ['an area that is none', ['list', '--area', 'paging'], /Unknown area "paging".*; the areas are authentication, /],
  ])('%s', async (_name, args, want) => {
    const { code, err } = await suite(args)
    expect(err).toMatch(want)
    expect(code).toBe(2)
  })
})

describe('a key', () => {
  test('is read from a file, and from standard input', async () => {
    const fromFile = await suite([server.baseUrl, '--key', `@${file('key', [keys.nordwind.reader])}`, ...little])
    const fromInput = await suiteProcess([server.baseUrl, '--key', '-', ...little], { input: `${keys.nordwind.reader}\n` })
    expect([fromFile.code, fromInput.code], fromFile.err + fromInput.err).toEqual([0, 0])
  })

  test.each([
    ['an empty variable', { CONFORMANCE_KEY: '' }, /^error: The environment variable CONFORMANCE_KEY is set, but empty; unset it/],
    ['one empty key of several', { CONFORMANCE_KEY: 'bdk_live_x_0123456789,' }, /CONFORMANCE_KEY is set, but one of its keys is empty/],
    [
      'an empty variable of another role',
      { CONFORMANCE_KEY: 'bdk_live_x_0123456789', CONFORMANCE_OTHER_TENANT_KEY: '' },
      /OTHER_TENANT_KEY is set, but empty/,
    ],
  ])('is missed where there is %s', async (_name, env, want) => {
    const { code, err } = await suite([nowhere], { env })
    expect(err).toMatch(want)
    expect(code).toBe(2)
  })
})

describe('a settings file', () => {
  test('gives what no option gives, its keys by the names of their variables', async () => {
    file('conformance.config.yaml', [
      `target: ${server.baseUrl}`,
      'level: contract',
      'keys: { main: STAGING_KEY }',
      'only: [listProducts]',
      'seed: abc',
    ])
    const report = await reported(['--level', 'smoke'], { env: { STAGING_KEY: keys.nordwind.reader } })
    expect(report).toMatchObject({ target: server.baseUrl, level: 'smoke', seed: 'abc', chosen: '--only listProducts', exitCode: 0 })
  })

  test('is refused with the line and name of everything that is wrong, and without a key that is in it', async () => {
    file('conformance.config.yaml', ['level: max', 'only:', '  - schema', '  - 7', 'keys:', '  main: bdk_live_secret_123', 'levle: smoke'])
    const { code, err } = await suite([nowhere])
    expect(err.split('\n').slice(1, -1)).toEqual([
      'conformance.config.yaml:1: level: expected one of smoke, contract, isolation, full, got "max"',
      'conformance.config.yaml:4: only[2]: expected an area, rule, operation or group, got 7',
      'conformance.config.yaml:6: keys.main: expected the name of an environment variable, not the API key itself',
      expect.stringMatching(/^conformance\.config\.yaml:7: levle: expected one of target, .* \(did you mean level\?\)$/) as string,
    ])
    expect(code).toBe(2)
  })

  test.each(['conformance.config.yml', 'conformance.config.json'])('is not believed to be read where it is called %s', async (name) => {
    file(name, ['level: smoke'])
    const { code, err } = await suite([nowhere])
    expect(err).toBe(`error: ${name} is ignored. Rename it to conformance.config.yaml, or use --config ${name}.\n`)
    expect(code).toBe(2)
    rmSync(path.join(scratch, name))
  })

  test('that is not YAML is refused with the line', async () => {
    const { code, err } = await suite([nowhere, '--config', file('broken.yaml', ['level: smoke', 'only: [a'])])
    expect(err).toMatch(/^error: \S+broken\.yaml:\d: /)
    expect(code).toBe(2)
  })
})

describe('a choice', () => {
  test('of an area and an operation leaves only these rules on this operation', async () => {
    const report = await reported([server.baseUrl, '--level', 'contract', '--only', 'Pagination,LISTPRODUCTS'], await withKey())
    const checked = [...verdictsOf(report), ...passesOf(report)].map(({ rule, operation }) => `${rule.split('/')[0]} ${operation}`)
    expect(new Set(checked)).toEqual(new Set(['pagination listProducts']))
    expect(report.passed).toHaveProperty(['pagination/total-pages'])
    expect(report.exitCode).toBe(0)
  })

  test('of laws alone still sends something for them to judge', async () => {
    const report = await reported([server.baseUrl, '--only', 'header/date,catalog', '--skip', 'listProducts'], await withKey())
    const checked = [...verdictsOf(report), ...passesOf(report)]
    expect(checked.length).toBeGreaterThan(0)
    expect(checked.filter(({ operation }) => operation === 'listProducts')).toEqual([])
  })

  test('of a number of requests keeps to it, and lists what did not fit', async () => {
    const report = await reported([server.baseUrl, '--max-requests', '12', '--level', 'contract'], await withKey())
    expect(report.requests.planned).toBeGreaterThan(8)
    expect(report.requests.planned).toBeLessThanOrEqual(12)
    expect(report.requests.sent).toBe(report.requests.planned)
    expect(verdictsOf(report).find(({ by }) => by === 'budget')?.why).toBe('exceeds the maximum of 12 requests (--max-requests)')
  })

  test('of a number of requests counts the keys to make and what is taken back', async () => {
    const { out } = await suite(['--plan', '--key', 'bdk_live_x_0123456789', '--level', 'full', '--allow-writes', '--max-requests', '900'])
    const [, planned] = /\n(?:\d+ to )?(\d+) requests:/.exec(out) ?? []
    expect(Number(planned)).toBeGreaterThan(800)
    expect(Number(planned)).toBeLessThanOrEqual(900)
    const made = out.match(/POST \/admin\/api-keys .*"name":"conf-\S*-(main|unprivileged)-\d/g) ?? []
    expect(made.length).toBeGreaterThan(1)
    expect(out.match(/\/admin\/api-keys\/\{keyId from createApiKey\}/g)?.length).toBeGreaterThanOrEqual(made.length)
  })

  test('of a time to wait keeps to it, and says what did not fit and by whose choice', async () => {
    const { out, err, code } = await suite([server.baseUrl, '--level', 'contract', '--max-wait', '0'], await withKey())
    expect(err).toMatch(
      /^Conformance suite .*\nLevel contract, basis contract, no writes allowed; keys: 1 main; seed conformance\n\d+ to \d+ requests; rate limit per API key: 100 per minute and 1000 per hour\. Expected waiting time: 0 seconds; maximum: 0 seconds \(--max-wait\)\. \d+ checks with the lowest priority are skipped; with them the run would wait about \d+ minutes\. Several API keys share the load\.\n/,
    )
    expect(out).toMatch(/\n +\d+ {2}exceeds the maximum waiting time of 0 seconds \(--max-wait\)\n/)
    expect(out).toMatch(/\nconforms: \S+ at level contract, for the selected checks \(--max-wait\)\.\n$/)
    expect(code).toBe(0)
  })

  test('of a time to wait may stand in the settings', async () => {
    file('conformance.config.yaml', ['max-wait: 90s', 'level: contract'])
    const { out } = await suite(['--plan'])
    expect(out).toMatch(
      /\n\d+ to \d+ requests: .*\n\d+ to \d+ requests; .* Expected waiting time: 62 seconds, at most 90 seconds if the responses require every request; maximum: 90 seconds \(--max-wait\)\. \d+ checks with the lowest priority are skipped/,
    )
    file('conformance.config.yaml', ['max-wait: 25h'])
    const tooLong = await suite(['--plan'])
    expect(tooLong.err).toMatch(/^error: max-wait in the settings: expected seconds, or a duration such as .*, got "25h"\.\n$/)
    expect(tooLong.code).toBe(2)
  })

  test('that leaves nothing to check is inconclusive, as the run would be', async () => {
    const { code, out, err } = await suite(['--plan', '--only', 'tenant/lists-disjoint'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toBe(
      'error: The selected rules and operations leave nothing to check: not part of this level; run with --level isolation.\n',
    )
  })

  test('of the documented operations leaves out those of our own design', async () => {
    const { out } = await suite(['--plan', '--documented-only', '--level', 'contract'])
    expect(out).toMatch(/GET \/products\n/)
    expect(out).not.toMatch(/(GET|POST) \/categories|\/inventory\/cycle-counts/)
  })
})

describe('waivers', () => {
  const found = ['- rule: rate-limit/limit-as-promised', '  operation: deployment', '  reason: less on this machine', '  owner: ann']
  const rateLimit = ['--only', 'rate-limit/limit-as-promised,rate-limit/headers-present']
  let strict: ServerProcess
  const itsKey = () => ({ env: { CONFORMANCE_KEY: keys.nordwind.administrator } })
  beforeAll(async () => {
    strict = await startServerProcess(['--rate-limit-per-minute', '99', '--rate-limit-per-hour', '100000'])
  })
  afterAll(() => strict.stop())

  test('take a finding out of the exit code, and are listed', async () => {
    const waivers = file('w.yaml', [...found, '  expires: 2999-12-31'])
    const { code, out } = await suite([strict.baseUrl, ...rateLimit, '--waivers', waivers], itsKey())
    expect(out).toContain('rate-limit/limit-as-promised on the deployment: 1 check waived until 2999-12-31 (ann: less on this machine)')
    expect(out).toMatch(/, 1 waived\.\n/)
    expect(code).toBe(0)
  })

  test('that are expired, or match nothing any more, fail the run; those that were not tried do not', async () => {
    const waivers = file('w.yaml', [
      ...found,
      '  expires: 2020-12-31',
      ...['- rule: rate-limit/headers-present', '  operation: "*"', '  reason: gone', '  owner: bob', '  expires: 2999-12-31'],
      ...['- rule: tenant/lists-disjoint', '  operation: listProducts', '  reason: later', '  owner: bob', '  expires: 2999-12-31'],
    ])
    const report = await reported([strict.baseUrl, ...rateLimit, '--waivers', waivers], itsKey())
    expect(report.waivers.map(({ state }) => state)).toEqual(['expired', 'idle', 'untried'])
    expect(report.waivers.map(({ writtenAt }) => writtenAt)).toEqual([1, 6, 11].map((line) => `${waivers}:${line}`))
    expect(report.exitCode).toBe(1)
  })

  test('are checked without a deployment, with the line of every fault', async () => {
    const waivers = file('w.yaml', [
      ...[...found, '  expires: 2020-12-31'],
      ...[...found, '  expires: 2999-12-31'],
      ...['- rule: pagination/total-pages', '  operation: listProducts', '  reason: x', '  owner: ann', '  expires: 2999-12-31'],
    ])
    const { code, out } = await suiteProcess(['waivers', 'lint', waivers])
    expect(out).toBe(
      `${waivers}:5: [1].expires: expired on 2020-12-31\n${waivers}:6: [2]: duplicate of the waiver on line 1 (rate-limit/limit-as-promised on deployment)\n`,
    )
    expect(code).toBe(2)
    const unknown = file('u.yaml', [
      '- rule: pagination/total-page',
      '  operation: listProduct',
      '  reason: x',
      '  owner: y',
      '  expires: 2999-01-01',
    ])
    const second = await suite(['waivers', 'lint', unknown])
    expect(second.out).toMatch(/u\.yaml:1: \[1\]\.rule: unknown rule "pagination\/total-page" \(did you mean pagination\/total-pages/)
    expect(second.out).toMatch(/u\.yaml:2: \[1\]\.operation: unknown operation "listProduct" \(did you mean listProducts/)
    const empty = await suite(['waivers', 'lint', file('e.yaml', ['- rule: a'])])
    // A name is checked even if the waiver is not complete.
    expect(empty.out).toMatch(/e\.yaml:1: \[1\]: missing owner/)
    expect(empty.out).toMatch(/e\.yaml:1: \[1\]\.rule: unknown rule "a"/)
  })
})

describe('what the rules are', () => {
  test('is listed by area', async () => {
    const { code, out } = await suite(['list', '--area', 'pagination'])
    expect(out).toMatch(/^pagination\/\S+ +(MUST|SHOULD) +\S/)
    expect(out).not.toContain('tenant/')
    expect(code).toBe(0)
  })

  test('is explained: why, on what, with which requests, and with what it needs', async () => {
    const { out } = await suite(['explain', 'write/deleted-is-gone'])
    expect(out).toContain('A conforming deployment returns 404 for a read and for a second deletion of a deleted resource.')
    expect(out).toContain('because  D03: ')
    expect(out).toContain('DELETE /products/{productId from createProduct}')
    expect(out).toContain('needs    level contract, --key, --allow-writes')
  })
})

describe('on the way', () => {
  test('headers are sent with every request, and what is secret in them is not shown', async () => {
    const seen = new Set<string | undefined>()
    const gateway = await listening((incoming, outgoing) => {
      seen.add(incoming.headers['x-gateway-token'] as string | undefined)
      outgoing
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(`{"data":[],"said":"${String(incoming.headers['x-gateway-token'])}"}`)
    })
    const { out, err, code } = await suite(
      [`${gateway.origin}/api`, '--header', 'X-Gateway-Token: open-sesame-9', '--header', 'X-Team: blue', ...little],
      await withKey(),
    )
    gateway.server.close()
    expect([...seen]).toEqual(['open-sesame-9'])
    expect(out + err).not.toContain('open-sesame-9')
    expect(out).toContain("-H 'X-Gateway-Token: ***' -H 'X-Team: blue'")
    expect(code).toBe(1)
  })

  test('a proxy of the environment carries the requests, and NO_PROXY goes without', async () => {
    const asked: string[] = []
    const proxy = await listening((incoming, outgoing) => {
      asked.push(incoming.url ?? '')
      incoming.pipe(
        request(incoming.url ?? '', { method: incoming.method ?? 'GET', headers: incoming.headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders)
          answer.pipe(outgoing)
        }),
      )
    })
    const env = { ...(await withKey()).env, HTTP_PROXY: proxy.origin, http_proxy: undefined, NO_PROXY: undefined, no_proxy: undefined }
    const through = await suite([server.baseUrl, ...little], { env })
    const count = asked.length
    const without = await suite([server.baseUrl, ...little], { env: { ...env, NO_PROXY: '127.0.0.1' } })
    proxy.server.close()
    expect([through.code, without.code], through.out).toEqual([0, 0])
    expect(count).toBeGreaterThan(2)
    expect(asked.every((url) => url.startsWith(server.baseUrl))).toBe(true)
    expect(asked.length).toBe(count)
  })
})

describe('over TLS', () => {
  const pem = (name: string): string => fileURLToPath(new URL(`hostile/${name}`, import.meta.url))
  let front: TlsServer
  let baseUrl: string

  beforeAll(async () => {
    const pair = { cert: readFileSync(pem('this-host.pem')), key: readFileSync(pem('this-host.key')) }
    front = createTlsServer(pair, (incoming, outgoing) => {
      const onward = request(`${new URL(server.baseUrl).origin}${incoming.url ?? ''}`, {
        method: incoming.method ?? 'GET',
        headers: incoming.headers,
      })
      onward.on('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, [...answer.rawHeaders, 'Strict-Transport-Security', 'max-age=60'])
        answer.pipe(outgoing)
      })
      incoming.pipe(onward)
    })
    front.listen(0, '127.0.0.1')
    await once(front, 'listening')
    baseUrl = `https://127.0.0.1:${(front.address() as AddressInfo).port}/api`
  })
  afterAll(() => void front.close())

  test('a deployment of a private authority is reached with its certificate, and not without', async () => {
    const options = await withKey()
    const trusting = await suite([baseUrl, '--ca', pem('private-ca.pem'), ...little], options)
    expect(trusting.out).toMatch(/\nconforms: https:/)
    const doubting = await suite([baseUrl, ...little], options)
    expect(doubting.err).toMatch(
      /cannot be reached: its TLS certificate is not accepted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\): it is not signed by a trusted authority; use --ca FILE to trust another one\.\n$/,
    )
    const mistaken = await suite([baseUrl, '--ca', pem('ca.pem'), ...little], options)
    expect([trusting.code, doubting.code, mistaken.code]).toEqual([0, 2, 2])
  })

  test('a proxy of the environment gets a tunnel, and never sees the key', async () => {
    let seen = ''
    const asked: string[] = []
    const proxy = await listening(() => undefined)
    proxy.server.on('connect', (incoming: { url?: string }, socket: Socket) => {
      asked.push(incoming.url ?? '')
      const [host = '', port] = (incoming.url ?? '').split(':')
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
      socket.on('data', (chunk: Buffer) => (seen += chunk.toString('latin1')))
      for (const each of [socket, onward]) each.on('error', () => undefined)
    })
    const { env } = await withKey()
    const proxied = { ...env, HTTPS_PROXY: proxy.origin, https_proxy: undefined, NO_PROXY: undefined, no_proxy: undefined }
    const { code, out, err } = await suite([baseUrl, '--ca', pem('private-ca.pem'), ...little], { env: proxied })
    proxy.server.close()
    expect(code, out + err).toBe(0)
    expect(asked.length).toBeGreaterThan(2)
    expect(new Set(asked)).toEqual(new Set([new URL(baseUrl).host]))
    expect(seen).not.toContain(env?.['CONFORMANCE_KEY'])
  })
})

describe('an interrupted run', () => {
  const writing = () => [server.baseUrl, '--level', 'contract', '--allow-writes', '--only', 'write', '--journal', 'run.jsonl']
  const isWriting = () =>
    existsSync(path.join(scratch, 'run.jsonl')) && readFileSync(path.join(scratch, 'run.jsonl'), 'utf8').split('"made"').length > 6

  /** Sends signals once the run has made a few things. */
  async function signalled(first: NodeJS.Signals, second?: NodeJS.Signals): Promise<Outcome> {
    let timer: NodeJS.Timeout | undefined
    try {
      return await suiteProcess(writing(), {
        ...(await withKey()),
        onOutput: (printed, child) => {
          timer ??= setInterval(() => {
            if (!isWriting()) return
            clearInterval(timer)
            // Until the second signal, the deployment does not answer: otherwise the cleanup could be faster than the signal.
            if (second !== undefined) process.kill(server.pid, 'SIGSTOP')
            child.kill(first)
          }, 5)
          // The second one follows what the first one made it say.
          if (printed.includes('Stopping') && second !== undefined) child.kill(second)
        },
      })
    } finally {
      clearInterval(timer)
      process.kill(server.pid, 'SIGCONT')
    }
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('takes back what it made and reports what it has, after %s', async (signal) => {
    const { code, out, err } = await signalled(signal)
    expect(err).toContain('Stopping; cleaning up what the run created. Interrupt again to exit immediately.\n')
    expect(out).toContain('the run was interrupted')
    expect(out).not.toContain('LEFT BEHIND')
    expect(readdirSync(scratch)).toEqual([])
    expect(code).toBe(2)
  })

  test('ends at once when told twice, says what may be left, and "clean" takes that back', async () => {
    const { code, err } = await signalled('SIGINT', 'SIGINT')
    expect(err).toMatch(
      /Exited immediately; (\d+ resources|one resource) created by the run may be left\. Clean up with "conformance clean run\.jsonl"\./,
    )
    expect(code).toBe(2)

    const refused = await suite(['clean', 'run.jsonl', '--key', 'bdk_live_x_0123456789'])
    expect(refused.err).toMatch(/does not accept the key/)
    const elsewhere = await suite(['clean', 'run.jsonl', '--target', nowhere], await withKey())
    expect(elsewhere.err).toMatch(/cannot be reached: the connection was refused\.\n$/)
    expect([refused.code, elsewhere.code, existsSync(path.join(scratch, 'run.jsonl'))]).toEqual([2, 2, true])

    const [head = '', ...lines] = readFileSync(path.join(scratch, 'run.jsonl'), 'utf8').split('\n')
    const foreign = { ...(JSON.parse(head) as object), target: 'https://elsewhere.invalid/api' }
    file('foreign.jsonl', [JSON.stringify(foreign), ...lines.slice(0, -1)])
    const withheld = await suite(['clean', 'foreign.jsonl'], await withKey())
    expect(withheld.err).toMatch(
      /^error: Only the journal names https:\/\/elsewhere\.invalid\/api, .* confirm it: conformance clean foreign\.jsonl --target /,
    )
    expect(withheld.code).toBe(2)
    rmSync(path.join(scratch, 'foreign.jsonl'))

    const cleaned = await suiteProcess(['clean', 'run.jsonl'], await withKey())
    expect(cleaned.err).toContain(`cleaning up at ${server.baseUrl} (from the journal)\n`)
    expect(cleaned.out).toMatch(/\n(\d+) of \1 cleaned up at http:\S+\. Nothing is left; run\.jsonl was deleted\.\n$/)
    expect([cleaned.code, readdirSync(scratch)]).toEqual([0, []])
  })
})

describe('a run that ends early', () => {
  /** A deployment that never sends `X-Request-Id`, and otherwise answers like the reference server. */
  async function withoutRequestIds(): Promise<{ readonly server: Server; readonly baseUrl: string }> {
    const { server: gateway, origin } = await listening((incoming, outgoing) => {
      const target = request(
        server.baseUrl.replace(/\/api$/, incoming.url ?? ''),
        { method: incoming.method ?? 'GET', headers: incoming.headers },
        (answer) => {
          const { 'x-request-id': _id, ...headers } = answer.headers
          outgoing.writeHead(answer.statusCode ?? 500, headers)
          answer.pipe(outgoing)
        },
      )
      target.on('error', () => outgoing.destroy())
      incoming.pipe(target)
    })
    return { server: gateway, baseUrl: `${origin}/api` }
  }

  test('after a number of failures sends no more, cleans up, and says what was not run and why', async () => {
    const broken = await withoutRequestIds()
    const args = [broken.baseUrl, '--level', 'contract', '--allow-writes', '--only', 'write,header', '--journal', 'run.jsonl']
    const { code, out } = await suite([...args, '--fail-fast', '3', '--report', 'json=report.json'], await withKey())
    broken.server.close()
    const report = JSON.parse(readFileSync(path.join(scratch, 'report.json'), 'utf8')) as WrittenReport
    // A law fails on an operation once, so three responses of different operations are enough.
    expect(report.outcomes.fail).toBeGreaterThanOrEqual(3)
    expect(report.requests.sent).toBeLessThan(10)
    expect(verdictsOf(report).filter(({ by }) => by === 'fail-fast').length).toBeGreaterThan(50)
    expect(report).toMatchObject({ exitCode: 1, reached: null, outcomes: { inconclusive: 0 }, left: [] })
    expect(out).toMatch(/\n +\d+ {2}the run ended after 3 failures \(--fail-fast\)\n/)
    expect(out).toMatch(/\ndoes not conform: \S+ at level contract\.\n$/)
    expect(code).toBe(1)
    expect(readdirSync(scratch)).toEqual(['report.json'])
  })

  test('ends in the middle of its writes, and takes back what it made', async () => {
    const deletes: string[] = []
    const broken = await listening((incoming, outgoing) => {
      if (incoming.method === 'DELETE') deletes.push(incoming.url ?? '')
      const target = request(
        server.baseUrl.replace(/\/api$/, incoming.url ?? ''),
        { method: incoming.method ?? 'GET', headers: incoming.headers },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => {
            const { 'content-length': _length, location: _location, ...headers } = answer.headers
            const body = Buffer.concat(chunks)
            // No response has a Location.
            outgoing.writeHead(answer.statusCode ?? 500, {
              ...headers,
              'content-length': incoming.method === 'HEAD' ? _length : body.length,
            })
            outgoing.end(body)
          })
        },
      )
      target.on('error', () => outgoing.destroy())
      incoming.pipe(target)
    })
    const args = [`${broken.origin}/api`, '--level', 'contract', '--allow-writes', '--only', 'createProduct', '--fail-fast', '1']
    const { code, out } = await suite(args, await withKey())
    broken.server.close()
    expect(out).toMatch(/\n +\d+ {2}the run ended after one failure \(--fail-fast\)\n/)
    expect(out).not.toContain('LEFT BEHIND')
    expect(deletes.length).toBeGreaterThan(0)
    expect(readdirSync(scratch)).toEqual([])
    expect(code).toBe(1)
  })

  test('counts no waived failure', async () => {
    const broken = await withoutRequestIds()
    const waivers = file('waivers.yaml', [
      ...['header/documented-headers-present', 'error/request-id-repeated'].flatMap((rule) => [
        `- rule: ${rule}`,
        "  operation: '*'",
        '  reason: known',
        '  owner: nobody',
        '  expires: 2999-01-01',
      ]),
    ])
    const { out } = await suite([broken.baseUrl, ...little, '--waivers', waivers, '--fail-fast', '1'], await withKey())
    const strict = await suite([broken.baseUrl, ...little, '--fail-fast', '1'], await withKey())
    broken.server.close()
    expect(out).toMatch(/^WAIVED\n/m)
    expect(out).not.toContain('--fail-fast')
    expect(strict.out).toContain('the run ended after one failure (--fail-fast)')
  })

  test('after a time has not reached its level, unless everything was sent', async () => {
    const args = [server.baseUrl, '--level', 'contract', '--max-time']
    const short = await suite([...args, '0.001', '--report', 'json=report.json'], await withKey())
    const report = JSON.parse(readFileSync(path.join(scratch, 'report.json'), 'utf8')) as WrittenReport
    expect(report.requests.sent).toBe(1)
    expect(report).toMatchObject({ exitCode: 2, reached: null, outcomes: { inconclusive: 0, fail: 0 } })
    expect(short.out).toMatch(/\n +\d+ {2}the run ended after 1 second \(--max-time\)\n/)
    expect(short.out).toMatch(/\ninconclusive: \S+ at level contract\. \d+ checks were not run because of --max-time\.\n$/)
    expect(short.code).toBe(2)
    file('conformance.config.yaml', ['max-time: 24h', 'fail-fast: 1'])
    const whole = await suite([server.baseUrl, ...little], await withKey())
    expect(whole.out).toMatch(/\nconforms: \S+ at level smoke, for the selected checks \(--only listProducts\)\.\n$/)
  })

  test.each([
    ['max-time: 25h', /max-time in the settings: expected seconds, or a duration such as .*, got "25h"/],
    ['fail-fast: 0', /fail-fast: expected a whole number from 1 to 1000000, got 0/],
  ])('%s in the settings is an error', async (line, want) => {
    file('conformance.config.yaml', [line])
    const { code, err } = await suite([server.baseUrl, ...little], await withKey())
    expect(err).toMatch(want)
    expect(code).toBe(2)
  })
})

describe('the output', () => {
  test('of a quiet run is the verdict, in one line', async () => {
    const { out, err } = await suite([server.baseUrl, ...little, '--quiet'], await withKey())
    expect(out).toMatch(/^conforms: \S+ at level smoke, for the selected checks \(--only listProducts\)\.\n$/)
    expect(err).toBe('')
  })

  test('says which reports were written, except in a quiet run', async () => {
    const reports = ['--report', 'json=one.json', '--report', 'markdown=two.md']
    const { err } = await suite([server.baseUrl, ...little, ...reports], await withKey())
    expect(err.trimEnd().split('\n').at(-1)).toBe('Wrote one.json, two.md')
    const quiet = await suite([server.baseUrl, ...little, ...reports, '--quiet'], await withKey())
    expect(quiet.err).toBe('')
  })

  test('begins with what is checked, and with which keys', async () => {
    const { err } = await suite([server.baseUrl, ...little, '--seed', 'mine'], await withKey())
    expect(err).toMatch(
      /^Conformance suite \S+ for the Better Data SCM API \S+: http:\S+\/api\nLevel smoke, basis contract, no writes allowed; keys: 1 main; seed mine\n\n$/,
    )
  })

  test('names the variable of a key that was given otherwise, and not the key', async () => {
    const key = keys.nordwind.none
    const { out, err } = await suite([server.baseUrl, '--key', key, ...little])
    expect(out + err).not.toContain(key)
    const broken = await listening(
      (_incoming, outgoing) => void outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end('{"data":[]}'),
    )
    const found = await suite([broken.origin, '--key', key, ...little])
    broken.server.close()
    expect(found.out).toContain('\nBefore you paste a command, export the API key that it needs: CONFORMANCE_KEY.\n')
    expect(found.out + found.err).not.toContain(key)
  })

  test('is not both verbose and quiet', async () => {
    const { code, err } = await suite([nowhere, '--verbose', '--quiet'])
    expect(err).toMatch(/^error: option '--verbose' cannot be used with option '--quiet'\n/)
    expect(code).toBe(2)
  })

  test('has the versions of the suite and the contract', async () => {
    const { code, out } = await suite(['--version'])
    expect(out).toMatch(/^conformance \d+\.\d+\.\d+ \(Better Data SCM API \d+\.\d+\.\d+\)\n$/)
    expect(code).toBe(0)
  })
})

test('the outlook counts the keys that the run makes', async () => {
  const { err, code } = await suite([server.baseUrl, '--level', 'contract', '--allow-writes', '--only', 'error'], await withKey())
  expect(err).toMatch(
    /\nLevel contract, basis contract, allowed: writes; .*\n\d+ to \d+ requests; rate limit per API key: .* Expected waiting time: 0 seconds, at most \d+ .* if the responses require every request; /,
  )
  expect(code).toBe(0)
})
