/** Other data in the deployment. */
import { demoKeys } from '../../server/demo/keys.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { hashKeyText, parseKeyText } from '../../server/keys/key-text.ts'
import type { KeyRecord, Product, Store } from '../../server/store/store.ts'
import { variantsOf } from './variant.ts'

const since = '2026-05-20T08:00:00Z'

/** The administrator's key of a tenant that is not in the demo data. */
const ownKey = 'bdk_demo_LEERADMIN_u3WkZ8pQx5TnVy7RsLc2BmHf6JdG4eXaM011'

/** Another tenant, with a key and what `fill` puts into it besides. */
async function addTenant(store: Store, fill: (store: ReturnType<Store['forTenant']>) => Promise<void> = async () => {}): Promise<void> {
  await store.insertTenant({ id: 'tenant_leer', slug: 'leer', name: 'Leer Handel', createdAt: since })
  const own = store.forTenant('tenant_leer')
  await own.keys.insert(administrator)
  await fill(own)
}

const parsed = parseKeyText(ownKey)
if (parsed === undefined) throw new Error('the key of the added tenant is not written like a key')
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

/** Texts that are as good as any other. */
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

export const data = variantsOf({
  'data/second-tenant-empty': {
    why: 'A tenant may have nothing yet; its lists are empty, with 0 pages (D08).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        await addTenant(store)
      },
      keys: { main: [demoKeys.nordwind.administrator], other: [ownKey] },
    },
  },
  'data/unusual-texts': {
    why: 'A name or a description is any text that has something to see in it (ProductName in the contract), and JSON carries all of Unicode (RFC 8259 §8.2).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        const { products } = store.forTenant('tenant_nordwind')
        for (const [index, text] of unusual.entries()) await products.insert(productOf(index, text, text))
      },
    },
  },
  'data/many-rows': {
    why: 'A list may have any number of rows, up to a thousand million (Pagination in the contract).',
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
  'data/first-tenant-empty': {
    why: 'A tenant may have nothing yet; its lists are empty, with 0 pages (D08).',
    how: {
      fill: async (store) => {
        await seedDemo(store)
        await addTenant(store)
      },
      keys: { main: [ownKey], other: [demoKeys.suedlicht.administrator] },
    },
  },
})
