import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { contract, type Operation, type Response as Answer } from '../spec/contract.ts'
import { startPrism, type Prism } from '../scripts/support/prism.ts'
import { openValidator } from './validator.ts'

const bodies = openValidator(contract.document)
const headers = openValidator(contract.document, { fromText: true })

let prism: Prism
beforeAll(async () => {
  prism = await startPrism({ host: '127.0.0.1', port: 0 })
}, 30_000)
afterAll(() => prism.close())

const first = (examples: Readonly<Record<string, unknown>>) => Object.values(examples)[0]

/** Sends an operation with its own examples. */
function send(operation: Operation, prefer: Record<string, string> = {}): Promise<Response> {
  const url = new URL(prism.baseUrl)
  url.pathname += operation.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(operation.parameters.find((each) => each.in === 'path' && each.name === name)?.example)),
  )
  for (const { name, example } of operation.parameters.filter((each) => each.in === 'query')) url.searchParams.set(name, String(example))
  return fetch(url, {
    method: operation.method,
    headers: {
      authorization: 'Bearer bdk_test_EXAMPLE_secret',
      ...(operation.body === undefined ? {} : { 'content-type': operation.body.mediaType }),
      ...prefer,
    },
    body: operation.body === undefined ? null : JSON.stringify(first(operation.body.examples)),
  })
}

/** The answer is the contract's example, valid, with every declared header, and Prism finds no fault with the exchange. */
async function expectExample(reply: Response, answer: Answer): Promise<void> {
  const body: unknown = await reply.json()
  expect({ status: reply.status, body }).toEqual({ status: answer.status, body: first(answer.examples) })
  expect(bodies(answer.pointer, body)).toEqual([])
  for (const { name, pointer } of answer.headers) {
    const value = reply.headers.get(name)
    expect(value, `${name} of ${answer.status}`).not.toBeNull()
    expect(headers(pointer, value), `${name} of ${answer.status}: ${value}`).toEqual([])
  }
  expect(complaints(reply)).toEqual([])
}

/** What Prism itself finds wrong with request or answer; that a parameter is deprecated is only a warning. */
function complaints(reply: Response): unknown[] {
  const violations: { severity: string }[] = JSON.parse(reply.headers.get('sl-violations') ?? '[]')
  return violations.filter(({ severity }) => severity === 'Error')
}

test.concurrent.each(Object.values(contract.operations))(
  'the mock of $id answers its example, and every error that is asked for',
  async (operation) => {
    await expectExample(await send(operation), operation.success)
    const errors = Object.values(operation.responses).filter(({ status }) => status >= 400)
    expect(errors).not.toEqual([])
    for (const error of errors) await expectExample(await send(operation, { prefer: `code=${error.status}` }), error)
  },
)

test('the mock refuses a request without a key', async () => {
  const reply = await fetch(`${prism.baseUrl}/products`)
  expect(reply.status).toBe(401)
  expect(await reply.json()).toHaveProperty('details.code', 'UNAUTHORIZED')
})

test('the mock refuses a parameter that is not as documented', async () => {
  const reply = await fetch(`${prism.baseUrl}/products?limit=0`, { headers: { authorization: 'Bearer any' } })
  expect(reply.status).toBe(400)
  expect(await reply.json()).toHaveProperty('details.code', 'VALIDATION_ERROR')
})

test('a second mock on the same port is refused with a sentence', async () => {
  await expect(startPrism({ host: '127.0.0.1', port: prism.port })).rejects.toThrow(
    `127.0.0.1:${prism.port} is in use by another process; use --port or PORT to select another port, or 0 for a free one.`,
  )
})

test('npm run mock says one line, answers, and ends cleanly when it is interrupted', async () => {
  const script = fileURLToPath(new URL('../scripts/mock.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const exit = once(child, 'exit')
  await once(child.stdout, 'data')

  const base = /http:\/\/127\.0\.0\.1:\d+\/api/.exec(said)?.[0]
  const reply = await fetch(`${base}/products`, { headers: { authorization: 'Bearer any', prefer: 'code=429' } })
  expect(reply.status).toBe(429)
  child.kill('SIGINT')
  expect(await exit).toEqual([0, null])
  expect(said.trim().split('\n')).toEqual([expect.stringContaining('Prefer: code=404')])
}, 30_000)
