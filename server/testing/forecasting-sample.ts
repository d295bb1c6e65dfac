import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { contract, type OperationId } from '../../spec/contract.ts'
import type { Answer, Fixture } from './fixture.ts'
import type { TenantStore } from '../store/store.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(contract.document, 'contract')
const checks = new Map<string, ValidateFunction>()

/** The parts of a response that the contract does not document for the operation. */
function undocumented(id: OperationId, { status, body }: Pick<Answer, 'status' | 'body'>): unknown[] {
  const { method, path } = contract.operations[id]
  const place = ['paths', path, method.toLowerCase(), 'responses', String(status)]
  const pointer = place.map((each) => each.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
  const response = place.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], contract.document)
  if (response === undefined) return [`${id} does not document ${status}`]
  const reference = (response as { $ref?: string }).$ref?.slice(2) ?? pointer
  const key = `${encodeURI(reference)}/content/application~1json/schema`
  const validate = checks.get(key) ?? ajv.compile({ $ref: `contract#/${key}` })
  checks.set(key, validate)
  return validate(body) ? [] : (validate.errors ?? [])
}

/** The quantities of a week, repeated for ten weeks. */
export const week = [38, 36, 37, 40, 48, 64, 57]
const steady = Array.from({ length: 10 }, () => week).flat()

/** Fills a tenant with two products, two locations, two channels, and demand up to 2026-05-31. */
async function furnish(store: TenantStore): Promise<void> {
  for (const [id, name] of [['loc_1', 'Hamburg'] as const, ['loc_2', 'Munich'] as const]) await store.locations.insert({ id, name })
  for (const [id, name] of [['DTC', 'Online shop'] as const, ['WHOLESALE', 'Wholesale'] as const]) {
    await store.channels.insert({ id, name, type: 'E_COMMERCE', policyId: `policy_${id}`, safetyStock: 0, lowAtpThreshold: 5 })
  }
  const line = (productMasterId: string, locationId: string, channelId: string, quantities: readonly number[]) =>
    store.demand.insert({
      productMasterId,
      locationId,
      channelId,
      startDate: new Date(Date.UTC(2026, 5, 1) - quantities.length * 86_400_000).toISOString().slice(0, 10),
      quantities,
    })
  await line('prod_1', 'loc_1', 'DTC', steady)
  await line(
    'prod_1',
    'loc_1',
    'WHOLESALE',
    steady.map((quantity) => quantity / 4),
  )
  await line(
    'prod_1',
    'loc_2',
    'DTC',
    Array.from({ length: 40 }, () => 10),
  )
  await line('prod_2', 'loc_2', 'DTC', [1, 2, 3])
}

/** A tenant with data, and an empty one. */
export interface Planner {
  /** Id of the calling key. */
  readonly keyId: string
  readonly store: TenantStore
  /** Text of a key of the empty tenant. */
  readonly otherKey: string
  /** Sends any request with the key of the tenant with data, or with another key. */
  call(method: string, url: string, payload?: object, key?: string): Promise<Answer>
  /** Calls an operation and throws if the response does not conform to the contract. `query` begins with a question mark. */
  ask(
    id: OperationId,
    asked?: { params?: Readonly<Record<string, string>>; query?: string; payload?: object; key?: string },
  ): Promise<Answer>
}

let planners = 0

export async function newPlanner(fixture: Fixture): Promise<Planner> {
  const number = ++planners
  const [tenantId, otherId] = [`tenant_${number}`, `tenant_${number}_other`]
  for (const id of [tenantId, otherId]) await fixture.store.insertTenant({ id, slug: id, name: id, createdAt: '2026-06-01T08:00:00Z' })
  for (const id of ['prod_1', 'prod_2', 'prod_3']) {
    await fixture.addProduct(tenantId, { id, sku: `SKU/${id.slice(-1)}`, unitCost: id === 'prod_3' ? null : 2.5 })
  }
  const store = fixture.store.forTenant(tenantId)
  await furnish(store)
  const ownKey = await fixture.addKey(`OWN${number}`, { tenantId, scopes: ['*'] })
  const otherKey = await fixture.addKey(`OTHER${number}`, { tenantId: otherId, scopes: ['*'] })

  const call: Planner['call'] = (method, url, payload, key = ownKey) =>
    fixture.call(method, `/api${url}`, {
      key,
      ...(payload === undefined ? {} : { payload, headers: { 'content-type': 'application/json' } }),
    })
  return {
    keyId: `key_OWN${number}`,
    store,
    otherKey,
    call,
    ask: async (id, { params = {}, query = '', payload, key } = {}) => {
      const { method, path } = contract.operations[id]
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
      const answer = await call(method, url + query, payload, key)
      const faults = undocumented(id, answer)
      if (faults.length > 0) throw new Error(`${id} returned ${answer.text}: ${JSON.stringify(faults)}`)
      return answer
    },
  }
}
