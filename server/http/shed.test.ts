import { describe, expect, it } from 'vitest'
import { openFixture } from '../testing/fixture.ts'

describe('a server with as many requests in progress as it may have', () => {
  it('rejects others with 503 before they cost anything, and serves again afterwards', async () => {
    const asked: string[] = []
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const fixture = await openFixture({
      maxInFlight: 3,
      assemble: (parts) => ({
        ...parts,
        store: {
          ...parts.store,
          findKey: async (publicId) => {
            asked.push(publicId)
            await gate
            return parts.store.findKey(publicId)
          },
        },
      }),
    })
    const waiting = Array.from({ length: 3 }, () => fixture.call('GET', '/api/products'))
    await expect.poll(() => asked.length).toBe(3)
    for (const url of ['/api/products', '/api/nowhere']) {
      const { status, headers, body } = await fixture.call('GET', url)
      expect(status).toBe(503)
      expect(headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-limit': '100000', 'x-ratelimit-remaining': '100000' })
      expect(body).toEqual({
        error: 'The service is temporarily unavailable.',
        details: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1, requestId: headers['x-request-id'] },
      })
    }
    expect(asked).toHaveLength(3)
    open()
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200])
    // Those that were rejected are not counted.
    expect((await fixture.call('GET', '/api/products')).headers['x-ratelimit-remaining']).toBe('99996')
    await fixture.close()
  })

  it('counts a request until its response, also if it fails or is rejected', async () => {
    const fixture = await openFixture({
      maxInFlight: 1,
      assemble: (parts) => ({ ...parts, handlers: { ...parts.handlers, listCategories: () => { throw new Error('a fault of ours') } } }), // prettier-ignore
    })
    for (const [url, status] of [
      ['/api/products', 200],
      ['/api/categories', 500],
      ['/api/nowhere', 404],
      ['/api/products', 200],
    ] as const)
      // prettier-ignore
      expect((await fixture.call('GET', url)).status).toBe(status)
    expect((await fixture.call('GET', '/api/products', { key: null })).status).toBe(401)
    expect((await fixture.call('GET', '/api/products')).status).toBe(200)
    await fixture.close()
  })
})
