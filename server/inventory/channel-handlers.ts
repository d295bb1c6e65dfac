import type { Handlers } from '../handlers.ts'
import { dayOf } from './availability.ts'
import { channelLocationAtp, channelLocationDetail } from './channel-atp.ts'
import type { Channel } from '../store/inventory-store.ts'

/** The requested channel, or all channels. */
function chosen(channels: readonly Channel[], id: string | undefined): readonly Channel[] {
  return id === undefined ? channels : channels.filter((channel) => channel.id === id)
}

/** The stock lines that count for ATP: neither expired nor recalled, on hold or not. */
const promisable = { includeExpired: false, includeRecalled: false, includeOnHold: true } as const

/** The number of rows in a drilldown, lowest first. */
const scarcest = { page: 1, limit: 100, sortBy: 'minAtp', sortOrder: 'asc' } as const

export const channelHandlers = {
  listChannelLocationAtp: ({ query, store, now }) =>
    store.transaction(async ({ availability, channels }) => {
      const { data, pagination } = await availability.positions(query, dayOf(now))
      const policies = chosen(await channels.all(), query.channelId)
      return { status: 200 as const, data: data.map((position) => channelLocationAtp(position, policies)), pagination }
    }),

  getChannelLocationDrilldown: ({ query, store, now }) =>
    store.transaction(async ({ availability, channels }) => {
      const today = dayOf(now)
      const { productMasterId, locationId, channelId } = query
      const policies = chosen(await channels.all(), channelId)
      const { data, pagination } = await availability.positions({ ...scarcest, ...query }, today)
      const rows = []
      for (const position of data) {
        rows.push(channelLocationDetail(position, policies, await availability.linesOf(position, promisable, today), today))
      }
      const asked = { productMasterId: productMasterId ?? null, locationId: locationId ?? null, channelId: channelId ?? null }
      return { status: 200 as const, data: { ...asked, rowCount: pagination.total, rows } }
    }),

  listChannelSummaries: async ({ query, store, now }) => ({ status: 200, ...(await store.channels.summaries(query, dayOf(now))) }),
} satisfies Pick<Handlers, 'listChannelLocationAtp' | 'getChannelLocationDrilldown' | 'listChannelSummaries'>
