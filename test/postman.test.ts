/** The Postman collection: valid, the same every time, without a key, and its requests get the documented successes. */
import { PostmanValidator } from '@har-sdk/validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postmanCollection, type PostmanRequest } from '../docs-site/samples/postman.ts'
import { contract } from '../spec/contract.ts'
import { openGateway, type Gateway } from './samples/gateway.ts'

const collection = postmanCollection(contract.document)
const items = collection.item.flatMap(({ item }) => item)
const operations = contract.groups.flatMap((group) => group.operations)

describe('the collection', () => {
  test('conforms to the schema of the format, and a broken one does not', async () => {
    const validator = new PostmanValidator()
    type Document = Parameters<typeof validator.verify>[0]
    expect(await validator.verify(collection as unknown as Document)).toEqual([])
    const broken = { ...collection, item: [{ name: 'broken', request: { url: 7 } }] }
    expect(await validator.verify(broken as unknown as Document)).not.toEqual([])
  })

  test('has a folder for each group and a request for each operation', () => {
    expect(collection.item.map(({ name }) => name)).toEqual(contract.groups.map(({ name }) => name))
    expect(items.map(({ name }) => name)).toEqual(operations.map(({ summary }) => summary))
    expect(items.map(({ response }) => response.length)).toEqual(operations.map(({ success }) => Object.keys(success.examples).length))
  })

  test('is the same every time, and each id occurs once', () => {
    const text = JSON.stringify(collection)
    expect(JSON.stringify(postmanCollection(contract.document))).toBe(text)
    const ids = [...text.matchAll(/"(?:_postman_)?id":"([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('has the key as an empty variable', () => {
    expect(JSON.stringify(collection.auth)).toContain('{{apiKey}}')
    expect(collection.variable).toContainEqual(expect.objectContaining({ key: 'apiKey', value: '' }))
    for (const { request } of items) expect(JSON.stringify(request)).not.toMatch(/bdk_|authorization/i)
  })
})

describe('its requests', () => {
  let gateway: Gateway

  beforeAll(async () => {
    gateway = await openGateway()
  })

  afterAll(async () => {
    await gateway.close()
  })

  /** Sends a request as Postman does: it replaces variables, encodes values, and leaves out what is disabled. */
  async function send({ method, header, url, body }: PostmanRequest): Promise<number> {
    const valueOf = (name: string): string => encodeURIComponent(url.variable.find(({ key }) => key === name)?.value ?? '')
    const path = url.path.map((segment) => (segment.startsWith(':') ? valueOf(segment.slice(1)) : segment)).join('/')
    const sent = url.query.filter(({ disabled }) => disabled !== true).map(({ key, value }) => [key, value])
    const { status } = await fetch(`${gateway.baseUrl}/${path}?${new URLSearchParams(sent as [string, string][]).toString()}`, {
      method,
      headers: [
        ['Authorization', `Bearer ${gateway.keys.nordwind.administrator}`],
        ...header.map(({ key, value }) => [key, value] as [string, string]),
      ],
      ...(body === undefined ? {} : { body: body.raw }),
    })
    return status
  }

  test('get the documented successes', async () => {
    for (const { request } of items) await send(request)
    const got = gateway.taken().map(({ operation, status }) => `${operation} ${status}`)
    expect(got).toEqual(operations.map(({ id, success }) => `${id} ${success.status}`))
  })
})
