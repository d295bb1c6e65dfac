/** Loads tenants with keys and resources, through the same store and handlers as requests, so that nothing can be loaded that the API would not accept. */
import { contract, type OperationId } from '../../spec/contract.ts'
import type { ControlSchemas } from '../../spec/control-contract.ts'
import type { Endpoints } from '../http/endpoint.ts'
import type { Handlers } from '../handlers.ts'
import { newKeyText, parseKeyText } from '../keys/key-text.ts'
import { newKey } from '../keys/api-key.ts'
import type { NewId } from '../random.ts'
import { RefusalError } from '../refusals.ts'
import type { Location } from '../store/lookups-store.ts'
import type { Store, TenantStore } from '../store/store.ts'
import { UniqueViolation } from '../store/violations.ts'
import { timestamp } from '../timestamp.ts'
import { invalid } from './check.ts'
import type { ControlError } from './problem.ts'
import type { ProblemIssue } from './problem.ts'

export type DataSet = ControlSchemas['DataSet']
export type LoadedData = ControlSchemas['LoadedData']
type TenantData = ControlSchemas['TenantData']

/** What loading needs of the server. */
export interface LoadContext {
  readonly store: Store
  readonly handlers: Handlers
  readonly endpoints: Endpoints
  readonly newId: NewId
  readonly newSecret: (length: number) => string
  /** Milliseconds since the epoch; the time of creation. */
  readonly now: number
}

const wrong = (path: string, message: string): ControlError => invalid('data set', [{ path, message }])

/** Runs one part of a data set; errors of the store and of handlers get the place in the data set. */
async function at<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UniqueViolation)
      throw wrong(path, `must differ from what exists in ${error.columns.filter((each) => each !== 'tenantId').join(', ')}`)
    if (!(error instanceof RefusalError)) throw error
    const { issues = [] } = error.details as { readonly issues?: readonly ProblemIssue[] }
    if (issues.length > 0)
      throw invalid(
        'data set',
        issues.map((issue) => ({ path: `${path}/body${issue.path}`, message: issue.message })),
      )
    throw wrong(path, `is rejected: ${error.message}`)
  }
}

/** Names in a data set and the ids that they stand for. */
function createNames() {
  const ids = new Map<string, string>()
  const ambiguous = new Set<string>()
  return {
    ids,
    add(name: string, id: string) {
      if (ids.has(name) && ids.get(name) !== id) ambiguous.add(name)
      ids.set(name, id)
    },
    /** The id of a name at a place of the data set. */
    idOf(name: string, path: string): string {
      if (ambiguous.has(name)) throw wrong(path, `must be a name that is used once; ${JSON.stringify(name)} is used for several resources`)
      const id = ids.get(name)
      if (id === undefined) throw wrong(path, `must be a name that is defined before, got ${JSON.stringify(name)}`)
      return id
    },
  }
}
type Names = ReturnType<typeof createNames>

const isRef = (value: object): value is { readonly ref: string } =>
  Object.keys(value).length === 1 && typeof (value as { readonly ref?: unknown }).ref === 'string'

/** The value with every `{ref}` replaced by the id of the name. */
function resolved(value: unknown, names: Names, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each, index) => resolved(each, names, `${path}/${index}`))
  if (isRef(value)) return names.idOf(value.ref, `${path}/ref`)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each, names, `${path}/${name}`)]))
}

/** Everything that loading one tenant uses. */
interface Loading extends LoadContext {
  readonly tenant: TenantStore
  readonly names: Names
  readonly path: string
  readonly time: string
}

async function loadKeys(
  { keys = [] }: TenantData,
  { tenant, newId, newSecret, now, time, path }: Loading,
): Promise<{ id: string; text: string }[]> {
  const made: { id: string; text: string }[] = []
  for (const [index, wish] of keys.entries()) {
    const here = `${path}/keys/${index}`
    const text = wish.key === undefined ? newKeyText(newSecret) : parseKeyText(wish.key)
    if (text === undefined) throw wrong(`${here}/key`, 'must be the text of a key, such as bdk_test_ACME_4hK9vQm2XwT7')
    const { id = newId('key', now), name = text.publicId, scopes = ['*'], expiresAt = null, allowedIps = [], revoked = false } = wish
    const key = newKey(id, { name, scopes, expiresAt, allowedIps }, text, time)
    await at(here, () => tenant.keys.insert(revoked ? { ...key, revokedAt: time } : key))
    made.push({ id, text: text.text })
  }
  return made
}

async function loadPlaces({ locations = [], reasonCodes = [], channels = [] }: TenantData, loading: Loading): Promise<void> {
  const { tenant, names, newId, now, path } = loading
  for (const [index, { id = newId('loc', now), name, bins = [] }] of locations.entries()) {
    const location: Location = { id, name }
    await at(`${path}/locations/${index}`, () => tenant.locations.insert(location))
    names.add(name, id)
    names.add(id, id)
    for (const [place, bin] of bins.entries()) {
      const binId = newId('bin', now)
      await at(`${path}/locations/${index}/bins/${place}`, () => tenant.bins.insert({ id: binId, locationId: id, name: bin }))
      names.add(`${id}/${bin}`, binId)
    }
  }
  for (const [index, { id = newId('reason', now), code, label = code, description = null }] of reasonCodes.entries()) {
    await at(`${path}/reasonCodes/${index}`, () => tenant.reasonCodes.insert({ id, code, label, description }))
    names.add(code, id)
  }
  for (const [index, channel] of channels.entries()) {
    const { id, name = id, type = 'E_COMMERCE', safetyStock = 0, lowAtpThreshold = 10 } = channel
    const policyId = newId('policy', now)
    await at(`${path}/channels/${index}`, () => tenant.channels.insert({ id, name, type, policyId, safetyStock, lowAtpThreshold }))
    names.add(id, id)
  }
}

async function loadStock({ stock = [] }: TenantData, { tenant, names, newId, now, time, path }: Loading): Promise<void> {
  for (const [index, wish] of stock.entries()) {
    const here = `${path}/stock/${index}`
    const { id = newId('item', now), quantity, reserved = 0, onHold = 0, bin, lot } = wish
    const productMasterId = names.idOf(wish.product, `${here}/product`)
    const locationId = names.idOf(wish.location, `${here}/location`)
    if (reserved + onHold > quantity) throw wrong(`${here}/quantity`, `must be at least the reserved and held units, ${reserved + onHold}`)
    const binId = bin === undefined ? null : names.idOf(`${locationId}/${bin}`, `${here}/bin`)
    await at(here, async () => {
      let lotId: string | null = null
      if (lot !== undefined) {
        const known = await tenant.lots.numbered(productMasterId, lot.number)
        lotId = known?.id ?? newId('lot', now)
        if (known === undefined)
          await tenant.lots.insert({ id: lotId, productMasterId, lotNumber: lot.number, expiryDate: lot.expiryDate ?? null })
      }
      const line = { id, productMasterId, locationId, lotId, binId, quantityReserved: reserved, quantityOnHold: onHold, quantityPicked: 0 }
      await tenant.inventory.insert({ ...line, lastCountedAt: null, updatedAt: time })
      if (quantity === 0) return
      await tenant.adjustments.record({
        id: newId('txn', now),
        inventoryItemId: id,
        transactionType: 'ADJUSTMENT',
        deltaQty: quantity,
        qtyBefore: 0,
        qtyAfter: quantity,
        reasonCodeId: null,
        comment: 'Loaded from a data set',
        rootCause: null,
        transferId: null,
        cycleCountId: null,
        createdAt: time,
      })
    })
  }
}

type Call = (input: object) => Promise<{ readonly data: unknown }>

/** Calls a write of the contract as a request with all permissions would. `newId` can give the resource a chosen id. */
async function write(
  operation: string,
  wish: { readonly params: object; readonly body: unknown },
  loading: Loading,
  here: string,
  givenId?: string,
) {
  const { endpoints, handlers, tenant, newId, newSecret, now } = loading
  const known = Object.hasOwn(contract.operations, operation) ? contract.operations[operation as OperationId] : undefined
  if (known === undefined) throw wrong(`${here}/operation`, `must be an operation of the contract, got ${JSON.stringify(operation)}`)
  if (known.method === 'GET') throw wrong(`${here}/operation`, `must be a write; ${operation} only reads`)
  const { checkParams, checkBody } = endpoints[known.id]
  const { params, body } = wish
  const issues: ProblemIssue[] = checkParams.flatMap(([name, check]) =>
    check((params as Readonly<Record<string, unknown>>)[name]).map(({ message }) => ({ path: `${here}/params/${name}`, message })),
  )
  if (body !== undefined && checkBody !== undefined)
    issues.push(...checkBody(body).map((fault) => ({ path: `${here}/body${fault.path}`, message: fault.message })))
  if (body === undefined && known.body?.required === true) issues.push({ path: here, message: 'must have the property body' })
  if (issues.length > 0) throw invalid('data set', issues)
  let given = givenId
  const call = handlers[known.id] as unknown as Call
  const { data } = await at(here, () =>
    call({
      params,
      query: {},
      body,
      store: tenant,
      caller: { keyId: 'key_data_set', scopes: ['*'] },
      now,
      newId: (prefix: string) => {
        const id = given ?? newId(prefix, now)
        given = undefined
        return id
      },
      newSecret,
    }),
  )
  return data
}

const idIn = (data: unknown): string | undefined => {
  const { id } = (data ?? {}) as { readonly id?: unknown }
  return typeof id === 'string' ? id : undefined
}

async function loadTenant(all: Store, data: TenantData, context: LoadContext, path: string): Promise<LoadedData['tenants'][number]> {
  const time = timestamp(context.now)
  const { slug, name = slug, products = [], requests = [] } = data
  const id = `tenant_${slug}`
  await at(`${path}/slug`, () => all.insertTenant({ id, slug, name, createdAt: time }))
  const names = createNames()
  const loading: Loading = { ...context, tenant: all.forTenant(id), names, path, time }
  const keys = await loadKeys(data, loading)
  await loadPlaces(data, loading)
  for (const [index, { id: given, ...body }] of products.entries()) {
    const product = idIn(await write('createProduct', { params: {}, body: { ...body } }, loading, `${path}/products/${index}`, given)) ?? ''
    names.add(body.sku, product)
    names.add(product, product)
  }
  await loadStock(data, loading)
  for (const [index, { as, operation, params = {}, body }] of requests.entries()) {
    const here = `${path}/requests/${index}`
    const asked = {
      params: resolved(params, names, `${here}/params`) as object,
      body: resolved(body, names, `${here}/body`),
    }
    const made = idIn(await write(operation, asked, loading, here))
    if (as === undefined) continue
    if (made === undefined) throw wrong(`${here}/as`, `must name a result with an id; that of ${operation} has none`)
    names.add(as, made)
  }
  const ids = Object.fromEntries([...names.ids].filter(([name, each]) => !name.includes('/') && name !== each))
  return { id, slug, keys: keys.map(({ text }) => text), ids: ids }
}

/**
 * Adds the tenants of a data set, which conforms to its schema, in one transaction. Throws a `ControlError` that names the place of the first invalid
 * part; then nothing was added.
 */
export async function loadDataSet(data: DataSet, context: LoadContext): Promise<LoadedData> {
  return context.store.transaction(async (all) => {
    const tenants: LoadedData['tenants'] = []
    for (const [index, tenant] of data.tenants.entries()) tenants.push(await loadTenant(all, tenant, context, `/tenants/${index}`))
    return { tenants }
  })
}
