import { attributes } from './attributes.ts'
import type { CatalogStore } from './catalog-store.ts'
import { categories } from './categories.ts'
import type { Session } from './engine.ts'
import { productAttributes } from './product-attributes.ts'
import { productCategories } from './product-categories.ts'
import { productHistory } from './product-history.ts'
import { productLevels } from './product-levels.ts'
import { productLinks } from './product-links.ts'
import { productVariants } from './product-variants.ts'
import { taxonomies } from './taxonomies.ts'

/** The catalog of a tenant, except the products themselves. */
export function catalog(session: Session, tenantId: string): CatalogStore {
  return {
    attributes: attributes(session, tenantId),
    productAttributes: productAttributes(session, tenantId),
    taxonomies: taxonomies(session, tenantId),
    categories: categories(session, tenantId),
    productCategories: productCategories(session, tenantId),
    productLinks: productLinks(session, tenantId),
    productVariants: productVariants(session, tenantId),
    productHistory: productHistory(session, tenantId),
    productLevels: productLevels(session, tenantId),
  }
}
