import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import type { Channel, Position } from '../store/inventory-store.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import { availabilityLine, availableAt } from './availability.ts'

/** `CRITICAL` at or below 0, `LOW` above that and at or below the threshold, else `OK`. */
export function severityOf(atp: number, threshold: number): Schemas['AtpSeverity'] {
  if (atp <= 0) return 'CRITICAL'
  return atp <= threshold ? 'LOW' : 'OK'
}

/** The quantity that a channel can promise for a product at a location: the available quantity minus the safety stock of its policy. */
export function channelAtp(position: Position, channel: Channel): Schemas['ChannelAtp'] {
  const available = availableAt(position)
  const atp = subtract(available, channel.safetyStock)
  return {
    channelId: channel.id,
    channelName: channel.name,
    channelType: channel.type,
    atp,
    onHand: position.onHand,
    reserved: position.reserved,
    onHold: position.onHold,
    picked: position.picked,
    available,
    safetyStock: channel.safetyStock,
    severity: severityOf(atp, channel.lowAtpThreshold),
    threshold: channel.lowAtpThreshold,
    policyId: channel.policyId,
  }
}

const named = (position: Position) => ({
  productMasterId: position.productMasterId,
  productName: position.productName,
  globalSku: position.globalSku,
  location: { id: position.locationId, name: position.locationName },
})

/** The quantities that these channels (at least one) can promise for a product at a location. */
export function channelLocationAtp(position: Position, channels: readonly Channel[]): Schemas['ChannelLocationAtp'] {
  const atps = channels.map((channel) => channelAtp(position, channel))
  return {
    ...named(position),
    channels: atps,
    totalOnHand: position.onHand,
    totalReserved: position.reserved,
    minAtp: Math.min(...atps.map(({ atp }) => atp)),
    maxAtp: Math.max(...atps.map(({ atp }) => atp)),
    hasCritical: atps.some(({ severity }) => severity === 'CRITICAL'),
  }
}

/** Adds the underlying stock lines. */
export function channelLocationDetail(
  position: Position,
  channels: readonly Channel[],
  lines: readonly StockLine[],
  today: string,
): Schemas['ChannelLocationDetail'] {
  return {
    ...named(position),
    channels: channels.map((channel) => channelAtp(position, channel)),
    stockLineCount: position.stockLineCount,
    stockLines: lines.map((line) => availabilityLine(line, today)),
  }
}
