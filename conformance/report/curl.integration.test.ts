/** The printed commands, run by a shell against a server that notes what it gets. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SentRequest } from '../model/exchange.ts'
import type { Credential } from '../model/request.ts'
import { api } from '../profile/index.ts'
import { requestOf } from '../testing/fixture.ts'
import { foreign } from '../text/foreign.ts'
import { commandLines, curl } from './curl.ts'
import { redactor } from './redact.ts'

interface Got {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

const run = promisify(execFile)
const key = 'bdk_live_ABCDEF0123_9f8e7d6c5b4a39281706f5e4d3c2b1a0'
const got: Got[] = []
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      got.push({ method: incoming.method, url: incoming.url, headers: incoming.headers, body: Buffer.concat(chunks) })
      outgoing.writeHead(200, { 'Content-Type': 'text/plain' }).end('done')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  readonly credential?: Credential
}

const commandOf = ({ method = 'GET', path = '/api/things', headers = {}, body, credential = { kind: 'none' } }: Sent): string => {
  const request: SentRequest = {
    planned: requestOf(),
    method,
    url: origin + path,
    headers,
    credential,
    ...(body === undefined ? {} : { body }),
  }
  // As a report prints it.
  return foreign(curl({ request }, api.keyFormat, redactor([key], api.keyFormat)), 200_000)
}

/** Runs the command of a request with a shell, and returns what the server got. */
async function repeated(sent: Sent, env: Readonly<Record<string, string>> = { CONFORMANCE_KEY: key }, shell = 'sh'): Promise<Got> {
  const command = commandOf(sent)
  expect(command).not.toContain('\n')
  expect(command).not.toContain(key)
  const whole = await gotFrom(command, shell, env)
  // As a narrow terminal shows it.
  const broken = commandLines(command, 50)
  expect(broken.length).toBeGreaterThan(1)
  expect(await gotFrom(broken.join('\n'), shell, env)).toEqual(whole)
  return whole
}

async function gotFrom(command: string, shell: string, env: Readonly<Record<string, string>>): Promise<Got> {
  got.length = 0
  await run(shell, ['-c', command], { env: { PATH: process.env['PATH'], ...env, NO_PROXY: '*' } })
  expect(got).toHaveLength(1)
  return got[0]!
}

const main: Credential = { kind: 'key', role: 'main' }
const json = { 'Content-Type': 'application/json' }

describe.each(['sh', 'bash'])('in %s', (shell) => {
  const inShell = (sent: Sent, env?: Readonly<Record<string, string>>): Promise<Got> => repeated(sent, env, shell)

  test.each(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST'])('%s has its method, its URL and the first key', async (method) => {
    const path = "/api/things/a'b?limit=20&q=%24HOME%20`x`&list[]={a,b}"
    const seen = await inShell({ method, path, credential: main }, { CONFORMANCE_KEY: `${key},another` })
    expect(seen).toMatchObject({ method, url: path, headers: { authorization: `Bearer ${key}` }, body: Buffer.alloc(0) })
  })

  test('has the key of its role, and the scheme', async () => {
    const credential: Credential = { kind: 'key', role: 'other', scheme: 'bearer' }
    const seen = await inShell({ credential }, { CONFORMANCE_OTHER_TENANT_KEY: 'second' })
    expect(seen.headers['authorization']).toBe('bearer second')
  })

  test('has the key in the query', async () => {
    const credential: Credential = { kind: 'key', role: 'main', place: 'query' }
    const seen = await inShell({ path: '/api/things?limit=1&api_key=***', credential })
    expect(seen.url).toBe(`/api/things?limit=1&api_key=${key}`)
    expect(seen.headers['authorization']).toBeUndefined()
  })

  test.each([
    ['of several keys', `${key},another`, `${key.slice(0, -1)}1`],
    ['that does not end with 0', 'secret-9', 'secret-0'],
  ])('has the first key %s with another last character', async (_name, given, want) => {
    const seen = await inShell({ credential: { kind: 'tampered' } }, { CONFORMANCE_KEY: given })
    expect(seen.headers['authorization']).toBe(`Bearer ${want}`)
  })

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'token "x" \'y\' $HOME `id` \\n'])('has the malformed header %s', async (header) => {
    const seen = await inShell({ credential: { kind: 'malformed', header } })
    expect(seen.headers['authorization']).toBe(header)
  })

  test('has an empty header', async () => {
    const seen = await inShell({ credential: { kind: 'malformed', header: '' } })
    expect(seen.headers).toMatchObject({ authorization: '' })
  })

  const bodies: Readonly<Record<string, string | Buffer>> = {
    'quotes, dollars and backslashes': '{"a":"it\'s \\"$HOME\\" `id` \\\\ 100% !! \\u00e9"}',
    'new lines and tabs': '{\n\t"a": "one\ntwo\r\n"\n}\n\n',
    'text of all languages': '{"a":"Grüße 東京 🚀 \u202E\u00AD"}',
    'a file name for curl': '@/etc/hostname',
    'a leading dash and percent signs': '-n %s %d\n',
    'a command of a CI system': '##[group] ##\u0001#',
    'a byte order mark': Buffer.from('\uFEFF{}'),
    'bytes that are not UTF-8': Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x25, 0x5c, 0x27, 0x7d]),
    'more than a mebibyte': `{}${' '.repeat(1024 * 1024 - 1)}`,
    nothing: '',
  }
  test.each(Object.entries(bodies))('has a body with %s', async (_name, text) => {
    const body = Buffer.from(text)
    const seen = await inShell({ method: 'POST', headers: json, body, credential: main })
    expect(seen.body.equals(body)).toBe(true)
    expect(seen).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } })
  })

  test('adds no type to a body without one, and keeps the method', async () => {
    const seen = await inShell({ method: 'GET', body: Buffer.from('a=1') })
    expect([seen.method, seen.headers['content-type'], seen.body.toString()]).toEqual(['GET', undefined, 'a=1'])
  })
})

test('no command contains a key, however its body is written', () => {
  for (const text of [`{"a":"${key}"}`, `{"a":"${key}"}\n`, `{"a":"${key}"}${' '.repeat(500)}`]) {
    const command = commandOf({ method: 'POST', headers: json, body: Buffer.from(text) })
    expect(command).toContain('***')
    expect(command).not.toContain(key.slice(-20))
  }
})
