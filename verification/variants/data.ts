/** Variants with other data in the deployment. */
import { demoKeys } from '../../server/demo/keys.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { step, type Change } from '../../server/deviations/deviation.ts'
import { hashKeyText, parseKeyText } from '../../server/keys/key-text.ts'
import type { KeyRecord } from '../../server/store/keys-store.ts'
import type { Product } from '../../server/store/products-store.ts'
import type { Store } from '../../server/store/store.ts'
import type { DeploymentOptions } from '../proof/deployment.ts'
import { otherClient } from './other-client.ts'
import { variantsOf } from './variant.ts'

const since = '2026-05-20T08:00:00Z'

/** The administrator's key of a tenant that is not in the demo data. */
const ownKey = 'bdk_demo_LEERADMIN_u3WkZ8pQx5TnVy7RsLc2BmHf6JdG4eXaM011'

/** Adds a tenant with a key and the data that `fill` inserts. */
async function addTenant(store: Store, fill: (store: ReturnType<Store['forTenant']>) => Promise<void> = async () => {}): Promise<void> {
  await store.insertTenant({ id: 'tenant_leer', slug: 'leer', name: 'Leer Handel', createdAt: since })
  const own = store.forTenant('tenant_leer')
  await own.keys.insert(administrator)
  await fill(own)
}

const parsed = parseKeyText(ownKey)
if (parsed === undefined) throw new Error('Invalid key of the added tenant: expected the format of an API key')
const { publicId, keyPrefix, last4 } = parsed
const administrator: KeyRecord = {
  id: 'key_leer',
  publicId,
  keyPrefix,
  last4,
  secretHash: hashKeyText(ownKey),
  name: 'Administrator',
  scopes: ['*'],
  expiresAt: null,
  allowedIps: [],
  createdAt: since,
  updatedAt: since,
  revokedAt: null,
}

const productOf = (number: number, name: string, description: string | null): Product => ({
  id: `prod_extra${String(number).padStart(6, '0')}`,
  sku: `EXTRA-${String(number).padStart(6, '0')}`,
  name,
  description,
  status: number % 3 === 0 ? 'DISCONTINUED' : 'ACTIVE',
  unitOfMeasure: 'EACH',
  unitCost: number % 7 === 0 ? null : number / 100,
  currency: 'EUR',
  lotTracked: false,
  createdAt: since,
  updatedAt: since,
})

/** Valid but unusual texts. */
const unusual = [
  'Zelt "Ünïcödé" & Co. <b>neu</b>',
  '日本語の製品名',
  '🦊🏕️ family 👨‍👩‍👧‍👦',
  'חולצה עם \u200Fכיוון',
  "Robert'); DROP TABLE products;--",
  'back\\slash / slash \\u0041 %00 %2F ${7*7} {{7*7}}',
  'line\nbreak\tand\ttab',
  '   spaces around   ',
  'e\u0301 is not é',
  '\u{10FFFD} beyond and \uFFFD instead',
  '<!doctype html><html>',
  'null',
  'at Server.handle (/srv/app/index.js:10:3)',
  '2026-06-01T08:00:00Z',
]

/** Verdicts that need a product, a location or an attribute that existed before the run. */
const nothingThere = {
  'status/documented-read-succeeds': 16,
  'status/parameters-accepted': 1,
  'status/unknown-id-not-found': 5,
  'status/head-equals-get': 1,
  'header/head-equals-get': 1,
  'error/issues-bounded': 4,
  'schema/stock-summed': 1,
  'error/parameter-out-of-bounds-refused': 5,
  'pagination/limit-above-maximum-refused': 6,
  'pagination/limit-below-one-refused': 6,
  'pagination/page-below-one-refused': 6,
  'pagination/maximum-honoured': 6,
  'pagination/default-page-size': 6,
  'pagination/past-the-end-empty': 6,
  'pagination/nothing-found-is-empty': 5,
  'pagination/walk-complete': 27,
  'pagination/walk-without-repeats': 27,
  'pagination/same-order-for-any-page-size': 27,
  'pagination/order-continues': 27,
  'pagination/total-constant': 6,
  'pagination/default-order-stable': 27,
  'pagination/item-equals-its-row': 13,
  'sorting/ascending': 78,
  'sorting/descending': 25,
  'sorting/descending-reverses-ascending': 10,
  'sorting/same-set': 17,
  'sorting/unknown-field-refused': 6,
  'sorting/unknown-direction-refused': 6,
  'sorting/unknown-parameter-refused': 6,
  'sorting/unknown-filter-value-refused': 4,
  'sorting/filter-holds': 60,
  'sorting/filter-complete': 60,
  'sorting/filters-intersect': 17,
  'sorting/parameter-order-irrelevant': 1,
  'sorting/period-includes-its-ends': 6,
  'tenant/foreign-item-not-found': 16,
  'tenant/foreign-head-not-found': 1,
  'tenant/existence-hidden': 16,
  'tenant/foreign-write-refused': 13,
  'tenant/foreign-reference-refused': 1,
  'write/documented-write-succeeds': 22,
  'write/created-is-readable': 5,
  'write/set-is-shown': 5,
  'write/created-is-listed': 5,
  'write/location-leads-to-it': 7,
  'write/patch-changes-named-only': 1,
  'write/refused-change-changes-nothing': 1,
  'write/refused-creation-leaves-nothing': 5,
  'write/server-properties-refused': 19,
  'write/duplicate-refused': 2,
  'write/deleted-is-gone': 2,
  'write/deleted-is-not-listed': 1,
  'write/transition-carried-out': 11,
  'write/forbidden-transition-refused': 22,
  'write/transition-happens-once': 8,
}

/** Verdicts on pagination and sorting of the list of products, which cannot be judged while the list grows. */
const onlyWhileQuiet = {
  'pagination/past-the-end-empty': 1,
  'pagination/walk-complete': 1,
  'pagination/walk-without-repeats': 1,
  'pagination/same-order-for-any-page-size': 1,
  'pagination/order-continues': 1,
  'pagination/total-constant': 1,
  'pagination/default-order-stable': 1,
  'sorting/same-set': 4,
}

/** Adds a product after every twelve requests, as another client of the tenant could do. */
function othersAdd(): Change {
  let count = 0
  return step('handle', (right) => async (exchange, service) => {
    count += 1
    const at = new Date(service.clock()).toISOString()
    if (count % 12 === 0)
      await service.store
        .forTenant('tenant_nordwind')
        .products.insert({ ...productOf(count, 'Of others', null), status: 'ACTIVE', createdAt: at, updatedAt: at })
    await right(exchange, service)
  })
}

/** Verdicts on several responses to one list, which cannot be given if the list changes between them. */
const onlyIfUnchanged = {
  'pagination/past-the-end-empty': 'any',
  'pagination/walk-complete': 'any',
  'pagination/walk-without-repeats': 'any',
  'pagination/same-order-for-any-page-size': 'any',
  'pagination/order-continues': 'any',
  'pagination/total-constant': 'any',
  'pagination/default-order-stable': 'any',
  'pagination/item-equals-its-row': 'any',
  'sorting/descending-reverses-ascending': 'any',
  'sorting/same-set': 'any',
  'sorting/filter-holds': 'any',
  'sorting/filter-complete': 'any',
  'sorting/filters-intersect': 'any',
  'sorting/parameter-order-irrelevant': 'any',
  'sorting/period-includes-its-ends': 'any',
} as const

/** Another client of the tenant gets the chance to write before each request: about one in `every` is a write. */
const othersWrite = (seed: string, every: number): DeploymentOptions => ({
  assemble: (parts) => {
    const write = otherClient(seed, every)
    return step('handle', (right) => async (exchange, service) => {
      await write(service)
      await right(exchange, service)
    }).assemble(parts)
  },
})

export const data = variantsOf({
  'data/second-tenant-empty': {
    why: 'A tenant may have no data yet. Its lists are then empty, with 0 pages (D08).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        await addTenant(store)
      },
      keys: { main: [demoKeys.nordwind.administrator], other: [ownKey] },
    },
  },
  'data/unusual-texts': {
    why: 'A name or description may be any text with a visible character (ProductName in the contract), and JSON can contain any Unicode character (RFC 8259 §8.2).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        const { products } = store.forTenant('tenant_nordwind')
        for (const [index, text] of unusual.entries()) await products.insert(productOf(index, text, text))
      },
    },
  },
  'data/many-rows': {
    why: 'A list may have any number of items up to one billion (Pagination in the contract).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        await store.transaction(async (all) => {
          const { products } = all.forTenant('tenant_nordwind')
          for (let number = 0; number < 2000; number++) await products.insert(productOf(number, `Extra ${number % 40}`, null))
        })
      },
    },
  },
  'data/long-texts': {
    why: 'A description may have 2,000 characters (ProductDescription in the contract), and a page may have 100 of them.',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        const { products } = store.forTenant('tenant_nordwind')
        for (let number = 0; number < 100; number++)
          await products.insert(productOf(number, `Extra ${number}`, 'A long story. '.repeat(142)))
      },
    },
  },
  'data/others-add-products': {
    why: 'Other clients of the tenant may write while the suite reads. Paging through a list is guaranteed to be complete only if the list does not change (D08).',
    how: { assemble: othersAdd().assemble },
    unjudged: { reason: 'The list of products changes while the suite reads it.', verdicts: onlyWhileQuiet },
  },
  'data/others-write-all-the-time': {
    why: 'Other clients of the tenant may adjust stock, and change, add and delete resources while the suite reads. Paging through a list is guaranteed to be complete only if the list does not change (D08).',
    how: othersWrite('all the time', 2),
    unjudged: { reason: 'Lists change while the suite reads them.', verdicts: onlyIfUnchanged },
  },
  'data/others-write-now-and-then': {
    why: 'Other clients of the tenant may write a few times while the suite reads. Paging through a list is guaranteed to be complete only if the list does not change (D08).',
    how: othersWrite('now and then', 30),
    unjudged: { reason: 'Lists change while the suite reads them.', verdicts: onlyIfUnchanged },
  },
  'data/first-tenant-empty': {
    why: 'A tenant may have no data yet. Its lists are then empty, with 0 pages (D08).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        await addTenant(store)
      },
      keys: { main: [ownKey], other: [demoKeys.suedlicht.administrator] },
    },
    unjudged: { reason: 'The tenant has no data that the suite could read, sort, filter or add stock to.', verdicts: nothingThere },
  },
})
