/**
 * What responses of this API show about resources, and how they agree: within one response, between responses, and with the values that
 * were sent.
 */
import type { ListChange, Observed, Periods, Profile, Row, Sum } from '../model/profile.ts'

/** Properties with the id of a resource, and with the name that is shown for it. */
export const names: NonNullable<Profile['names']> = [
  ['productMasterId', 'productName'],
  ['productMasterId', 'globalSku'],
  ['locationId', 'locationName'],
  ['channelId', 'channelName'],
  ['channelId', 'channelType'],
  ['lotId', 'lotNumber'],
  ['lotId', 'expiryDate'],
  ['binId', 'binName'],
  ['reasonCodeId', 'reasonCode'],
]

const inText = (...places: string[]) => ({ search: { places, isPart: true } })

const at = (place: string) => ({ places: [place], isPart: false })

/** The filter of each of these lists, by name: a text search, or an id that items show in another place. */
export const filterPlaces: NonNullable<Profile['filterPlaces']> = {
  listProducts: inText('/name', '/sku'),
  listCategories: inText('/name', '/code'),
  listAttributes: inText('/name', '/code'),
  listTaxonomies: inText('/name', '/code'),
  listForecastEvents: inText('/name'),
  listForecastScenarios: { ...inText('/name'), eventId: at('/assumptions/includedEventIds/*') },
  listAvailability: { productId: at('/productMasterId') },
  listChannelLocationAtp: {
    locationId: at('/location/id'),
    channelId: at('/channels/*/channelId'),
    severity: at('/channels/*/severity'),
  },
  listTransfers: { productMasterId: at('/lines/*/productMasterId') },
}

/** A stock movement, a key or a configuration represents in a response what was created or changed. */
export const inner = ['transaction', 'apiKey', 'config']

export const dated: NonNullable<Profile['dated']> = {
  creations: [['apiKey', 'createdAt']],
  writes: [['deletedAt'], ['transaction', 'createdAt'], ['targetTransaction', 'createdAt']],
}

/** The categories and attribute values of a product are set as a list. */
export const listChange: ListChange = {
  marker: 'unchanged',
  now: ['added', 'changed', 'unchanged'],
  removed: 'removed',
  idOf: (row) => row['id'] ?? (row['attribute'] as Row | undefined)?.['id'],
  sent: ({ categoryIds, attributes }) =>
    Array.isArray(categoryIds)
      ? (categoryIds as readonly unknown[])
      : Array.isArray(attributes)
        ? (attributes as readonly Row[]).map(({ attributeId }) => attributeId)
        : [],
  replaces: (path) => path.endsWith('/apply'),
}

/** The price of counted stock comes from the product. */
const priced = ['unitCost', 'currency', 'totalValue']

/** A stock line is the stock of one product at one location, in one lot and one bin. */
const places = ['productMasterId', 'locationId', 'lotId', 'binId']

export const observed: Observed = {
  borrowed: /.(Name|Sku|Count)$|^(lotNumber|expiryDate|recalled|qtyRecalled|qtyExpired|reasonCode|path|depth)$/,
  // For example the lines of a count.
  borrows: /"(?:\w+(?:Name|Sku)|lotNumber|expiryDate)":/,
  foreign: /^\w+(Name|Sku)$|^(lotNumber|expiryDate)$/,
  // Units and keys expire.
  isVolatile: (values, name) =>
    (name === 'qtyAvailable' && values.has('qtyExpired')) ||
    (name === 'status' && values.has('expiresAt')) ||
    (values.has('globalSku') && priced.includes(name)),
  isIdentity: (values, name) => places.includes(name) && values.has('lotId') && values.has('binId'),
  shared: ['productMasterId', 'locationId'],
  composite: ['productMasterId', 'locationId'],
}

/** The maximum quantity of one stock line. The sum of three exceeds 32 bits. */
export const sum: Sum = {
  operation: 'listProductInventoryLevels',
  most: ({ contract }) => contract.operations['recordStock']?.body?.schema.properties?.['qty']?.maximum ?? 0,
  ask: (resources, most) => {
    const product = resources.of('createProduct', 'summed')
    const line = (lot: string) =>
      resources.of('recordStock', `summed-${lot}`, {
        change: { productMasterId: product.id, lotNumber: resources.mark(`summed-${lot}`).toUpperCase(), qty: most },
      }).create
    const [first, second, third] = [line('a'), line('b'), line('c')]
    const after = [first, second, third]
    return { first, second, third, sum: resources.look('listProductInventoryLevels', { params: { productId: product.id }, after }) }
  },
  property: 'quantityOnHand',
  noun: { summands: 'stock lines', sums: 'levels of the product', sum: 'level' },
}

/** Events have a duration; all other items of a period have a single time. */
export const periods: Periods = {
  from: 'startDate',
  until: 'endDate',
  lasting: { starts: 'startsAt', ends: 'endsAt' },
  moment: 'createdAt',
}
