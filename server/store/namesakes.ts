import { sql } from 'kysely'
import type { Namesakes } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'

/** The common spellings of a word; `contains` ignores the case of ASCII letters only. */
interface Spellings {
  readonly lower: string
  readonly upper: string
  readonly capitalized: string
}

function spellingsOf(word: string): Spellings {
  const [initial = '', ...others] = word
  return { lower: patternOf(word), upper: patternOf(word.toUpperCase()), capitalized: patternOf(initial.toUpperCase() + others.join('')) }
}

/** Maximum number of products that are searched for a word. */
const maxSearched = 5000
/** Maximum number of products found for a word. */
const maxNamesakes = 200

const named = statement((db, at: Spellings & { tenantId: string; productMasterId: string }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('products')
        .select(['id', 'name', 'updatedAt'])
        .where('tenantId', '=', at.tenantId)
        .where('id', '!=', at.productMasterId)
        // In the order of the index, read backwards.
        .orderBy('updatedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(maxSearched)
        .as('latest'),
    )
    .select(['id', 'name'])
    .where((where) => where.or([at.lower, at.upper, at.capitalized].map((pattern) => contains('name', pattern))))
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(maxNamesakes),
)

interface Shared {
  tenantId: string
  /** JSON. */
  productIds: string
  least: number
  productMasterId: string
  taxonomyId: string | null
}

const shared = statement((db, at: Shared, { texts }) =>
  db
    .selectFrom('productCategories as place')
    .select(['place.categoryId as id', 'place.taxonomyId', 'place.name', 'place.path'])
    .where('place.tenantId', '=', at.tenantId)
    .where('place.productMasterId', 'in', texts(at.productIds))
    .where('place.taxonomyId', '=', sql<string>`coalesce(${at.taxonomyId}, ${sql.ref('place.taxonomyId')})`)
    .where('place.categoryId', 'not in', (db) =>
      db
        .selectFrom('productCategories')
        .select('categoryId')
        .where('tenantId', '=', at.tenantId)
        .where('productMasterId', '=', at.productMasterId),
    )
    .groupBy(['place.categoryId', 'place.taxonomyId', 'place.name', 'place.path'])
    .having((row) => row.fn.countAll(), '>=', at.least)
    .orderBy('place.categoryId'),
)

export function namesakes(session: Session, tenantId: string): Namesakes {
  return {
    namesakes: (productMasterId, word) => session.rows(named, { tenantId, productMasterId, ...spellingsOf(word) }),
    sharedBy: (productIds, least, productMasterId, taxonomyId) =>
      session.rows(shared, { tenantId, productIds: JSON.stringify(productIds), least, productMasterId, taxonomyId }),
  }
}
