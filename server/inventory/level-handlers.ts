import type { Handlers } from '../handlers.ts'
import { timestamp } from '../timestamp.ts'
import { disorder, inventoryLevel, levelSettings } from './level.ts'
import { issue, missing, optional, refuseIssues, unknownReferences } from './body-issues.ts'

export const levelHandlers = {
  upsertInventoryLevel: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- supported as long as the contract has it
      const { productMasterId: id, productId: formerId, locationId, ...sent } = body
      const product = await inner.products.find(id ?? formerId ?? '')
      const location = await inner.locations.find(locationId)
      const bin = await optional(inner.bins, sent.preferredBinLocationId)
      const source = await optional(inner.locations, sent.replenishmentLocationId)
      if (product === undefined || location === undefined || bin === undefined || source === undefined) {
        throw unknownReferences([
          ...missing(product, id === undefined ? '/productId' : '/productMasterId', 'product'),
          ...missing(location, '/locationId', 'location'),
          ...missing(bin, '/preferredBinLocationId', 'bin'),
          ...missing(source, '/replenishmentLocationId', 'location'),
        ])
      }
      const settings = levelSettings(sent)
      refuseIssues([
        ...disorder(settings),
        ...(bin !== null && bin.locationId !== locationId
          ? [issue('/preferredBinLocationId', 'must be the id of a bin at the location')]
          : []),
      ])
      const time = timestamp(now)
      const known = await inner.inventoryLevels.find(product.id, locationId)
      const level = {
        id: known?.id ?? newId('level'),
        productMasterId: product.id,
        locationId,
        ...settings,
        createdAt: known?.createdAt ?? time,
        updatedAt: time,
      }
      await (known === undefined ? inner.inventoryLevels.insert(level) : inner.inventoryLevels.update(level))
      return { status: 200 as const, data: inventoryLevel(level, product) }
    }),
} satisfies Pick<Handlers, 'upsertInventoryLevel'>
