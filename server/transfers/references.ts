import type { Schemas } from '../../spec/contract.ts'
import { maxIssues, refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import type { Transfer } from '../store/transfers-store.ts'

type Sent = Schemas['TransferUpdate']
type Issue = Schemas['Issue']
type Places = Partial<Pick<Transfer, 'sourceLocationId' | 'destLocationId'>>

const issue = (path: string, message: string): Issue => ({ in: 'body', path, message })

async function lineIssues(store: TenantStore, line: Schemas['TransferLineCreate'], path: string, places: Places): Promise<Issue[]> {
  const { productMasterId, lotId, binId, destBinId } = line
  const issues: Issue[] = []
  if ((await store.products.find(productMasterId)) === undefined) {
    issues.push(issue(`${path}/productMasterId`, 'must be the id of a product'))
  }
  if (typeof lotId === 'string' && (await store.lots.find(lotId))?.productMasterId !== productMasterId) {
    issues.push(issue(`${path}/lotId`, 'must be the id of a lot of the product'))
  }
  const bins = [
    { name: 'binId', id: binId, locationId: places.sourceLocationId, where: 'source' },
    { name: 'destBinId', id: destBinId, locationId: places.destLocationId, where: 'destination' },
  ]
  for (const { name, id, locationId, where } of bins) {
    if (typeof id !== 'string') continue
    const bin = await store.bins.find(id)
    if (bin === undefined || (locationId !== undefined && bin.locationId !== locationId)) {
      issues.push(issue(`${path}/${name}`, `must be the id of a bin at the ${where}`))
    }
  }
  return issues
}

/** Lines that are not sent keep their bins, which must belong to the new location. */
async function strandedBins(store: TenantStore, sent: Sent, lines: Transfer['lines']): Promise<Issue[]> {
  const issues: Issue[] = []
  const ends = [
    { name: 'sourceLocationId', locationId: sent.sourceLocationId, bins: lines.map(({ binId }) => binId) },
    { name: 'destLocationId', locationId: sent.destLocationId, bins: lines.map(({ destBinId }) => destBinId) },
  ]
  for (const { name, locationId, bins } of ends) {
    if (locationId === undefined) continue
    for (const id of new Set(bins)) {
      if (id === null || (await store.bins.find(id))?.locationId === locationId) continue
      issues.push(issue(`/${name}`, `must be the location of bin ${id}, which a line references`))
    }
  }
  return issues
}

/**
 * Rejects a transfer from a request body (`present`: the existing one) with 400: `requestInvalid` if source and destination are the same,
 * `referenceUnknown` if it references something that does not exist, a lot of another product, or a bin at another location.
 */
export async function checkReferences(store: TenantStore, sent: Sent, present: Transfer | undefined): Promise<void> {
  const places: Places = {
    ...(present && { sourceLocationId: present.sourceLocationId, destLocationId: present.destLocationId }),
    ...(sent.sourceLocationId !== undefined && { sourceLocationId: sent.sourceLocationId }),
    ...(sent.destLocationId !== undefined && { destLocationId: sent.destLocationId }),
  }
  if (places.sourceLocationId !== undefined && places.sourceLocationId === places.destLocationId) {
    const name = sent.destLocationId === undefined ? 'sourceLocationId' : 'destLocationId'
    const other = name === 'destLocationId' ? 'source' : 'destination'
    throw refuse('requestInvalid', { issues: [issue(`/${name}`, `must differ from the ${other}`)] })
  }

  const issues: Issue[] = []
  for (const name of ['sourceLocationId', 'destLocationId'] as const) {
    const id = sent[name]
    if (id !== undefined && (await store.locations.find(id)) === undefined) issues.push(issue(`/${name}`, 'must be the id of a location'))
  }
  for (const [index, line] of (sent.lines ?? []).entries()) issues.push(...(await lineIssues(store, line, `/lines/${index}`, places)))
  if (sent.lines === undefined && present !== undefined) issues.push(...(await strandedBins(store, sent, present.lines)))
  if (issues.length > 0) throw refuse('referenceUnknown', { issues: issues.slice(0, maxIssues) })
}
