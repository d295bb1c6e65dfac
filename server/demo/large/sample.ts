/** What the large data set has of each kind, however large it is: one product with everything that a product can have, and two scenarios. */
import type { Attribute, Category } from '../../store/catalog-store.ts'
import type { Session } from '../../store/engine.ts'
import { statement } from '../../store/statement.ts'
import type { TenantStore } from '../../store/store.ts'
import { newAttribute, productAttribute } from '../../catalog/attribute.ts'
import { newCategory, productCategory, wordsOfCategory } from '../../catalog/category.ts'
import { gained, inOrder, propertyChanges, valueChange } from '../../catalog/history.ts'
import { productVariant, variantProduct } from '../../catalog/product.ts'
import { changeOf, scenarioChanges } from '../../forecasting/change.ts'
import { newScenario } from '../../forecasting/scenario.ts'
import { created } from '../clock.ts'

/** After all that the formulas make. */
const later = '2026-05-20T09:00:00Z'
const latest = '2026-05-21T09:00:00Z'
const keyId = 'key_weltmarkt_administrator'

const oldest = statement((db, at: { tenantId: string }) =>
  db.selectFrom('products').select('id').where('tenantId', '=', at.tenantId).orderBy('createdAt').orderBy('id').limit(3),
)

const attributes: readonly (readonly [Attribute, string | number])[] = [
  [
    newAttribute(
      'attr_material',
      { code: 'material', name: 'Material', description: null, dataType: 'TEXT', allowedValues: [], unit: null },
      created,
    ),
    'Steel',
  ],
  [
    newAttribute(
      'attr_weight',
      { code: 'weight', name: 'Weight', description: null, dataType: 'NUMBER', allowedValues: [], unit: 'kg' },
      created,
    ),
    12.5,
  ],
]

const taxonomy = { id: 'tax_season', code: 'season', name: 'Season', description: null, createdAt: created, updatedAt: created }
const seasons: readonly Category[] = ['Spring', 'Summer'].map((name) =>
  newCategory(
    `cat_${name.toLowerCase()}`,
    { taxonomyId: taxonomy.id, parentId: null, code: name.toLowerCase(), name, description: null, keywords: [] },
    undefined,
    created,
  ),
)

async function furnish(store: TenantStore, [productId = '', ...others]: readonly string[]): Promise<void> {
  const product = await store.products.find(productId)
  if (product === undefined) throw new Error('there is no product')
  for (const [attribute, value] of attributes)
    await store.productAttributes.insert(productId, productAttribute({ attribute, value }, later))
  for (const category of seasons) await store.productCategories.insert(productId, productCategory(category, later))
  const links = (['ACCESSORY', 'SUBSTITUTE'] as const).map((linkType, index) => ({
    id: `link_sample_${index}`,
    productMasterId: productId,
    linkedProductMasterId: others[index] ?? '',
    linkType,
    note: null,
    createdAt: later,
  }))
  for (const link of links) await store.productLinks.insert(link)
  const variants = ['S', 'L'].map((size) =>
    variantProduct(
      `prod_sample_${size}`,
      product,
      { sku: `${product.sku}-${size}`, name: `${product.name} ${size}`, status: product.status, attributes: [] },
      later,
    ),
  )
  for (const variant of variants) {
    await store.products.insert(variant)
    await store.productVariants.insert(productVariant(variant, productId, []))
  }
  const entry = { productMasterId: productId, keyId }
  const given = attributes.map(([{ code }, value]) => valueChange(code, null, value))
  const changes = [
    ...given,
    ...seasons.map(({ id }) => gained('categories', id)),
    ...links.map(({ id }) => gained('links', id)),
    ...variants.map(({ id }) => gained('variants', id)),
  ]
  await store.productHistory.insert({
    id: 'hist_sample_0',
    ...entry,
    action: 'CREATE',
    changes: inOrder(propertyChanges(undefined, product)),
    createdAt: product.createdAt,
  })
  await store.productHistory.insert({ id: 'hist_sample_1', ...entry, action: 'UPDATE', changes: inOrder(changes), createdAt: later })
}

async function plan(store: TenantStore): Promise<void> {
  for (const [index, name] of ['Early summer', 'Late summer'].entries()) {
    const id = `scenario_sample_${index}`
    const createdAt = index === 0 ? later : latest
    const scenario = newScenario(
      id,
      { name, description: null, type: 'OTHER', assumptions: { narrative: null, includedEventIds: [] } },
      createdAt,
    )
    await store.forecastScenarios.insert(scenario)
    const deed = { id: `change_sample_${index}`, resourceType: 'SCENARIO', resourceId: id, action: 'CREATE', keyId, createdAt } as const
    const change = changeOf(deed, scenarioChanges(undefined, scenario))
    if (change !== undefined) await store.forecastChanges.insert(change)
  }
}

/** Inserts it; the products and fixed rows must exist. */
export async function fillSample(session: Session, store: TenantStore, tenantId: string): Promise<void> {
  for (const [attribute] of attributes) await store.attributes.insert(attribute)
  await store.taxonomies.insert(taxonomy)
  for (const category of seasons) await store.categories.insert(category, wordsOfCategory(category))
  await furnish(
    store,
    (await session.rows(oldest, { tenantId })).map(({ id }) => id),
  )
  await plan(store)
}
