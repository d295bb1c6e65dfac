/** What a search finds, compared with the texts themselves after random writes, in every engine. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newStore } from '../testing/new-store.ts'
import { patience, runs } from '../testing/property-runs.ts'
import { product, written } from '../testing/store-suite/sample.ts'
import type { OpenStore, StoreSnapshot, TenantStore } from './store.ts'

let store: OpenStore
beforeEach(async () => {
  store = await newStore()
})
afterEach(() => store.close())

/** What patterns, quotes, the encoding of U+0000 and the case of letters could go wrong with. */
const characters = ['a', 'B', 'b', '1', 'ä', 'Ä', ' ', '%', '_', '\\', '"', "'", '*', '\n', '\u0000', '\u0001', '\u0002', '\u{1F600}']
const texts = fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(''))

/** More products than are noted before the index of SQLite is brought up to date. */
const many = 501

type Step =
  | { readonly act: 'create' | 'rename'; readonly which: number; readonly name: string }
  | { readonly act: 'delete'; readonly which: number }
  | { readonly act: 'createMany' | 'renameMany' | 'deleteMany' | 'snapshot' | 'restore' | 'otherTenant' }

const steps = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
    { weight: 8, arbitrary: fc.record({ act: fc.constantFrom('create', 'rename'), which: fc.nat(), name: texts }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('delete'), which: fc.nat() }) },
    {
      weight: 3,
      arbitrary: fc.record({ act: fc.constantFrom('createMany', 'renameMany', 'deleteMany', 'snapshot', 'restore', 'otherTenant') }),
    },
  ),
  { minLength: 5, maxLength: 25 },
)

interface Kept {
  readonly sku: string
  readonly name: string
}
type Model = Map<string, Kept>

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
const has = (text: string) => (kept: Kept) => [kept.name, kept.sku].some((each) => lower(each).includes(lower(text)))

/** Compares what the texts find with what is kept; the list is in the order of the SKUs. */
async function compare({ products }: TenantStore, model: Model, sought: readonly string[]): Promise<void> {
  for (const search of sought) {
    if (search === '') continue
    const { data, pagination } = await products.list({ page: 1, limit: 100, sortBy: 'sku', sortOrder: 'asc', search })
    const wanted = [...model].filter(([, kept]) => has(search)(kept)).sort(([, one], [, two]) => (one.sku < two.sku ? -1 : 1))
    expect([search, pagination.total, data.map(({ id }) => id)]).toEqual([search, wanted.length, wanted.slice(0, 100).map(([id]) => id)])
  }
}

test(
  'a search finds exactly the products with the text in their name or SKU, after any writes',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, texts, async (all, other) => {
        await store.erase()
        for (const slug of ['a', 'b']) await store.insertTenant({ id: `tenant_${slug}`, slug, name: slug, createdAt: written })
        const tenant = store.forTenant('tenant_a')
        let model: Model = new Map()
        let kept: { readonly model: Model; readonly snapshot: StoreSnapshot } | undefined
        let made = 0
        const put = async ({ products }: TenantStore, id: string, name: string) => {
          const isNew = !model.has(id)
          const { sku } = model.get(id) ?? { sku: `S-${String((made += 1)).padStart(5, '0')}` }
          const row = product({ id, sku, name })
          await (isNew ? products.insert(row) : products.update(row))
          model.set(id, { sku, name })
        }
        const idAt = (which: number) => [...model.keys()][which % model.size]

        for (const step of all) {
          if (step.act === 'create') await put(tenant, `prod_${made + 1}`, step.name)
          const id = 'which' in step ? idAt(step.which) : undefined
          if (step.act === 'rename' && id !== undefined) await put(tenant, id, step.name)
          if (step.act === 'delete' && id !== undefined) {
            await tenant.products.delete(id)
            model.delete(id)
          }
          if (step.act === 'createMany') {
            await tenant.transaction(async (inner) => {
              for (let index = 0; index < many; index += 1) await put(inner, `prod_${made + 1}`, `Many ${index} ${other}`)
              // What the transaction has written itself.
              await compare(inner, model, ['any 49', other])
            })
          }
          const some = [...model.keys()].slice(0, many)
          if (step.act === 'renameMany')
            await tenant.transaction(async (inner) => {
              for (const each of some) await put(inner, each, `${other} renamed`)
            })
          if (step.act === 'deleteMany')
            await tenant.transaction(async ({ products }) => {
              for (const each of some) await products.delete(each)
              model = new Map([...model].slice(many))
            })
          if (step.act === 'otherTenant') {
            const theirs = `prod_of_b_${(made += 1)}`
            await store.forTenant('tenant_b').products.insert(product({ id: theirs, sku: theirs, name: `Many ${other}` }))
          }
          if (step.act === 'snapshot') {
            await kept?.snapshot.drop()
            kept = { model: new Map(model), snapshot: await store.snapshot() }
          }
          if (step.act === 'restore' && kept !== undefined) {
            await kept.snapshot.restore()
            model = new Map(kept.model)
          }
          const { name = '' } = model.get(idAt(made) ?? '') ?? {}
          const parts = Array.from(name).flatMap((_, start, units) =>
            [2, 3, 5].map((length) => units.slice(start, start + length).join('')),
          )
          await compare(tenant, model, [...new Set([...parts.slice(0, 9), other, name, 's-0', '0002', 'any 4', 'renamed', 'B'])])
        }
        await kept?.snapshot.drop()
      }),
      runs(12),
    )
  },
  patience,
)
