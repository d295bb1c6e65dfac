/** The reference server under Prism's eyes: the suite's whole run through a proxy that judges every exchange by the same contract. */
import { isUtf8 } from 'node:buffer'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, request as sendRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../conformance/profile/index.ts'
import { ApiRequestBuilder } from '../conformance/plan/request-builder.ts'
import { header, isAnswered, type Answered, type Reply } from '../conformance/model/exchange.ts'
import { judge } from '../conformance/judge/judge.ts'
import { openSchemaJudge } from '../conformance/judge/schema-judge.ts'
import { keyOf } from '../conformance/model/request.ts'
import { rules } from '../conformance/rules/index.ts'
import { recordedRun } from '../conformance/run/run.ts'
import { defaults, type Recorded } from '../conformance/run/options.ts'
import { contract, valueAt, type Operation, type Response as Answer } from '../spec/contract.ts'
import { startProxy, type Prism } from '../scripts/support/prism.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { openTestDeployment, type TestDeployment } from '../verification/proof/deployment.ts'
import { disagreementOn, disagreements, documented, objectionsTo, type Objection } from './referee.ts'

const baseUrlOf = ({ host, port }: Pick<Prism, 'host' | 'port'>): string => `http://${host}:${port}`

describe('the reference server, through the proxy', () => {
  const running: (() => Promise<unknown>)[] = []
  let direct: Recorded
  let refereed: Recorded
  let answered: readonly Answered[]
  let objections: readonly Objection[]

  beforeAll(async () => {
    // Each run has a server of its own, so that neither sees what the other has done.
    const [one, other] = await Promise.all([openTestDeployment(), openTestDeployment()])
    running.push(one.close, other.close)
    const prism = await startProxy(other.baseUrl)
    running.unshift(() => prism.close())
    const keys = {
      main: [demoKeys.nordwind.administrator],
      reader: [demoKeys.nordwind.reader],
      other: [demoKeys.suedlicht.administrator],
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'referee-'))
    running.push(() => rm(folder, { recursive: true }))
    const whole = ({ clock, sleep }: TestDeployment, baseUrl: string, name: string) =>
      recordedRun({
        target: { baseUrl, keys },
        level: 'full',
        consent: { writes: true, lasting: true },
        // The same plan for both; a run that writes would have a seed of its own.
        seed: defaults.seed,
        // Prism may take its time on a busy machine, and no test is about time.
        timeout: 60_000,
        journal: path.join(folder, name),
        clock,
        sleep,
      })
    ;[direct, refereed] = await Promise.all([whole(one, one.baseUrl, 'direct'), whole(other, baseUrlOf(prism), 'refereed')])
    answered = refereed.record.exchanges.filter(isAnswered)
    objections = answered.flatMap(objectionsTo)
  }, 120_000)

  afterAll(async () => {
    for (const end of running) await end()
  })

  test('answers every request of the suite', () => {
    expect(refereed.record.exchanges.filter((each) => !isAnswered(each))).toEqual([])
    expect([...refereed.record.unsent.values()]).toEqual([...direct.record.unsent.values()])
  })

  test('gives the referee something to judge of every operation', () => {
    const judged = answered.flatMap((exchange) => {
      const operation = documented(exchange)
      return operation === undefined || objectionsTo(exchange).some(({ kind }) => kind === 'intercepted') ? [] : [operation.id]
    })
    expect([...new Set(judged)].sort()).toEqual(Object.keys(contract.operations).sort())
  })

  test('gives it nothing to object to that is not known', () => {
    expect(objections.filter((each) => disagreementOn(each) === undefined).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([])
  })

  test('answers a request that is valid without a violation', () => {
    const valid = answered.filter((each) => each.reply.status < 300 && documented(each) !== undefined)
    const excused = new Set(objections.filter(disagreementOn).map(({ exchange }) => exchange))
    expect(valid.length).toBeGreaterThan(250)
    const violating = valid.filter((each) => !excused.has(each) && !/^$|"code":"deprecated"/.test(header(each, 'sl-violations') ?? ''))
    expect(violating.map((each) => `${each.request.method} ${each.request.url}: ${header(each, 'sl-violations')}`)).toEqual([])
  })

  test.each(disagreements.map(({ id, because }) => [id, because]))('still disagrees with Prism on %s, because %s', (id) => {
    expect(objections.filter((each) => disagreementOn(each)?.id === id)).not.toEqual([])
  })

  test('gets the same verdicts as without the proxy, but for what Prism answers itself', () => {
    const intercepted = new Set(
      objections.filter(({ kind }) => kind === 'intercepted').map(({ exchange }) => keyOf(exchange.request.planned)),
    )
    const leftOut = new Set([...intercepted, ...rewritten(direct)])
    expect(verdictsOf(refereed, leftOut)).toEqual(verdictsOf(direct, leftOut))
  })

  test('is changed by the proxy only in that its answers carry sl-violations', () => {
    const changes = answered
      .filter((each) => header(each, 'x-request-id') !== undefined && !rewritten(direct).has(keyOf(each.request.planned)))
      .flatMap((each) => {
        const own = direct.record.byRequest.get(keyOf(each.request.planned))
        if (own === undefined || !isAnswered(own)) return [`${each.request.url} got status by the proxy alone`]
        const names = ({ reply }: Answered) => reply.headers.map(([name]) => name.toLowerCase()).filter((name) => name !== 'sl-violations')
        const [seen, sent] = [names(each), names(own)].map((list) => list.sort().join(', '))
        return seen === sent && each.reply.status === own.reply.status
          ? []
          : [`${each.reply.status}, ${seen} for ${own.reply.status}, ${sent}`]
      })
    expect(changes).toEqual([])
  })
})

/** Requests that Prism makes others of, since it writes JSON anew before it passes it on: without the spaces that made it too large, and in UTF-8. */
function rewritten({ record }: Recorded): ReadonlySet<string> {
  return new Set(
    [...record.byRequest].flatMap(
      ([
        key,
        {
          reply,
          request: { body },
        },
      ]) => (reply?.status === 413 || (body !== undefined && !isUtf8(body)) ? [key] : []),
    ),
  )
}

/** Every verdict as one line, judged as if the requests left out had never been sent; which key carried a request depends on the clock. */
function verdictsOf({ plan, record }: Recorded, leftOut: ReadonlySet<string>): string[] {
  const exchanges = record.exchanges.filter(({ request }) => !leftOut.has(keyOf(request.planned)))
  const byRequest = new Map([...record.byRequest].filter(([key]) => !leftOut.has(key)))
  const context = { api, schemas: openSchemaJudge(api), secrets: [] }
  const lines = judge(rules, plan, { ...record, exchanges, byRequest }, context).map(({ rule, operation = '', about = '', outcome }) =>
    [rule.id, operation, about.replace(/^key ".*"$/, 'a key'), outcome].join(' | '),
  )
  return [...new Set(lines)].sort()
}

describe('a deployment that answers wrongly, through the proxy', () => {
  /** What the deployment is to answer, by the number that the request names. */
  const answers: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }[] = []
  const ask = new ApiRequestBuilder(api, defaults.seed)
  let deployment: Server
  let prism: Prism

  beforeAll(async () => {
    deployment = createServer((incoming, outgoing) => {
      const { status = 500, headers = {}, body } = answers[Number(incoming.headers['x-answer'])] ?? {}
      incoming.resume().on('end', () => outgoing.writeHead(status, headers).end(JSON.stringify(body)))
    })
    await new Promise<void>((resolve) => deployment.listen(0, '127.0.0.1', resolve))
    prism = await startProxy(`http://127.0.0.1:${(deployment.address() as AddressInfo).port}/api`)
  }, 30_000)

  afterAll(async () => {
    await prism.close()
    deployment.close()
  })

  /** Sends an operation as its examples have it, and lets the deployment answer as told. */
  async function exchange(
    operation: Operation,
    answer: (typeof answers)[number],
    { query = [], authorization = 'Bearer bdk_test_EXAMPLE_secret' }: Sending = {},
  ): Promise<Answered> {
    const examples = (part: string) =>
      operation.parameters.filter((each) => each.in === part && each.required).map(({ name, example }) => [name, String(example)] as const)
    const path = examples('path')
    const asked = [...examples('query'), ...query]
    const planned =
      operation.method === 'GET'
        ? ask.read(operation, { params: Object.fromEntries(path), query: asked })
        : ask.write(operation, {
            params: Object.fromEntries(path.map(([name, value]) => [name, ask.makeUp(value)])),
            query: asked,
            effect: 'refused',
          })
    const target = path.reduce((template, [name, value]) => template.replace(`{${name}}`, encodeURIComponent(value)), operation.path)
    const url = `${baseUrlOf(prism)}${target}?${new URLSearchParams(Object.fromEntries(asked)).toString()}`
    const bytes = operation.body === undefined ? undefined : Buffer.from(JSON.stringify(Object.values(operation.body.examples)[0]))
    const reply = await sent({
      method: operation.method,
      url,
      headers: [
        ['X-Answer', String(answers.push(answer) - 1)],
        ...(authorization === '' ? [] : [['Authorization', authorization] as const]),
        ...(bytes === undefined ? [] : [['Content-Type', 'application/json'] as const]),
      ],
      ...(bytes === undefined ? {} : { body: bytes }),
    })
    const request = { planned, operation: operation.id, method: operation.method, url, headers: {}, credential: planned.credential }
    return { number: answers.length, request: bytes === undefined ? request : { ...request, body: bytes }, sentAt: 0, receivedAt: 0, reply }
  }

  const findings = (seen: Answered): string[] =>
    objectionsTo(seen)
      .filter((each) => disagreementOn(each) === undefined)
      .map(({ kind, violation }) => [kind, ...(violation?.location ?? [])].join(' '))

  const { listProducts, getProduct } = contract.operations
  const products = (status: number) => exampleOf(listProducts.responses[status])

  test.each<[string, () => Promise<Answered>, string[]]>([
    ['nothing wrong', () => exchange(listProducts, products(200)), []],
    ['a body that is not as documented', () => exchange(listProducts, { ...products(200), body: { data: [] } }), ['answer response body']],
    [
      'a value that is not as documented',
      () => exchange(getProduct, { ...exampleOf(getProduct.success), body: { data: { ...productOf(getProduct), sku: 7 } } }),
      ['answer response body data sku'],
    ],
    [
      'a header missing',
      () => exchange(listProducts, { ...products(200), headers: without(products(200).headers, 'X-RateLimit-Reset') }),
      ['answer response header'],
    ],
    [
      'a header that is not as documented',
      () => exchange(listProducts, { ...products(200), headers: { ...products(200).headers, 'X-RateLimit-Limit': 'many' } }),
      ['answer response header x-ratelimit-limit'],
    ],
    ['a status that is not documented', () => exchange(listProducts, { ...products(200), status: 202 }), ['answer response']],
    [
      'another media type',
      () => exchange(listProducts, { ...products(200), headers: { ...products(200).headers, 'Content-Type': 'text/plain' } }),
      ['answer response', 'answer response body'],
    ],
    [
      'a request accepted that is not valid',
      () => exchange(listProducts, products(200), { query: [['limit', '0']] }),
      ['overlooked request query limit'],
    ],
    ['a request accepted without a key', () => exchange(listProducts, products(200), { authorization: '' }), ['overlooked request']],
    ['a valid request refused', () => exchange(listProducts, products(400)), ['unfounded']],
    ['a valid key refused as missing', () => exchange(listProducts, products(401)), ['unfounded']],
    [
      'a body refused for its media type',
      () => exchange(contract.operations.createProduct, exampleOf(contract.operations.createProduct.responses[415])),
      ['unfounded'],
    ],
    [
      "an answer that is not the deployment's",
      () => exchange(listProducts, { ...products(200), headers: without(products(200).headers, 'X-Request-Id') }),
      ['answer response header', 'intercepted'],
    ],
    ['an operation that the contract has not', () => exchange(listProducts, products(200)).then(outside), ['unrouted']],
  ])('with %s is told apart', async (_what, act, want) => {
    expect(findings(await act())).toEqual(want)
  })

  test('is noticed in the success of every operation, and in an error of each', async () => {
    const unnoticed: string[] = []
    for (const [index, operation] of Object.values(contract.operations).entries()) {
      const errors = Object.values(operation.responses).filter(({ status }) => status >= 400)
      // One of them, another for the next operation: Prism compiles every schema anew, which takes it longer than all the rest.
      for (const answer of [operation.success, errors[index % errors.length]]) {
        const example = exampleOf(answer)
        const wrong = example.status < 300 ? { data: 'text' } : { details: {} }
        const found = findings(await exchange(operation, { ...example, body: Object.assign({}, example.body, wrong) }))
        if (!found.some((each) => each.startsWith('answer response body')))
          unnoticed.push(`${operation.id} ${example.status}: ${found.join()}`)
      }
    }
    expect(unnoticed).toEqual([])
  }, 60_000)
})

/** Sends a request past the guard of the suite: what answers here is this test's own, and has nothing that could be harmed. */
function sent(message: {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: Buffer
}): Promise<Reply> {
  const { method, url, headers, body } = message
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(url, { method, headers: Object.fromEntries(headers), agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const lines = answer.rawHeaders.flatMap((name, index) =>
            index % 2 === 0 ? [[name, answer.rawHeaders[index + 1] ?? ''] as const] : [],
          )
          resolve({ status: answer.statusCode ?? 0, headers: lines, body: Buffer.concat(chunks) })
        })
    })
    outgoing.on('error', reject).end(body)
  })
}

interface Sending {
  readonly query?: readonly (readonly [string, string])[]
  /** The whole header; empty for none. */
  readonly authorization?: string
}

/** A response as the contract's examples have it. */
function exampleOf(answer: Answer | undefined) {
  if (answer === undefined) throw new Error('the contract has no such response')
  const headers = answer.headers.map(({ name, pointer }) => {
    const { example } = valueAt(contract.document, pointer.replace(/\/schema$/, '')) as { example: unknown }
    return [name, String(example)] as const
  })
  return {
    status: answer.status,
    headers: { 'Content-Type': 'application/json', ...Object.fromEntries(headers) },
    body: Object.values(answer.examples)[0],
  }
}

/** The same, as a request that is not meant for any operation. */
function outside({ request: { operation: _operation, ...request }, ...exchange }: Answered): Answered {
  return { ...exchange, request }
}

const productOf = ({ success }: Operation): object => (Object.values(success.examples)[0] as { data: object }).data

const without = (headers: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name))
