import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Schemas } from '../../../spec/contract.ts'
import { type Fixture, noon, openFixture } from '../fixture.ts'
import { patience } from '../property-runs.ts'
import { traces } from '../property-traces.ts'
import { anyStep } from './any-step.ts'
import { openAuthOracle } from './auth-oracle.ts'
import type { Key, KeyModel } from './model.ts'
import type { Real } from './steps.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await openFixture({ logLevel: 'silent' })
})
afterAll(() => fixture.close())

let tenants = 0
const verdicts = new Map<string, number>()
/** All that can become of a request here: otherwise the runs would have shown little. */
const reached = [
  ...['200', '201', '401 EXPIRED_API_KEY', '401 INVALID_API_KEY', '401 REVOKED_API_KEY'],
  ...['403 INSUFFICIENT_SCOPE', '403 IP_RESTRICTION', '409 INVALID_STATE'],
]
const note = (verdict: string) => void verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)

/** A tenant of its own for each run, with two keys: one that may do everything, and one that may do little but change keys. */
async function setUp(): Promise<{ model: KeyModel; real: Real }> {
  const slug = `t${tenants++}`
  await fixture.store.insertTenant({ id: slug, slug, name: slug, createdAt: '2026-06-01T08:00:00Z' })
  fixture.clock.now = noon
  const add = async (publicId: string, scopes: Schemas['Scope'][]): Promise<Key> => {
    const text = await fixture.addKey(publicId, { tenantId: slug, scopes })
    return { id: `key_${publicId}`, texts: [text], scopes, expiresAt: null, allowedIps: [], revoked: false }
  }
  const keys = [await add(`ALL${tenants}`, ['*']), await add(`SOME${tenants}`, ['admin.keys.*', 'inventory.*'])]
  const publicId = `ONLOOKER${tenants}`
  const onlooker = { id: `key_${publicId}`, text: await fixture.addKey(publicId, { tenantId: slug, scopes: ['*'] }) }
  return { model: { keys, now: noon }, real: { oracle: openAuthOracle(fixture, onlooker, note), clock: fixture.clock } }
}

test(
  'whatever is done with keys, exactly those get in that should, and none hands out what it does not have',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([anyStep], { maxCommands: 50, size: 'max', disableReplayLog: true }), async (steps) => {
        const { model, real } = await setUp()
        await fc.asyncModelRun(() => ({ model, real }), steps)
        await real.oracle.close(model)
      }),
      traces(inject('postgres') === undefined ? 40 : 15),
    )
    expect([...verdicts.keys()].toSorted()).toEqual(reached)
  },
  patience,
)
