import type { Schemas } from '../../spec/contract.ts'
import type { Channel } from '../store/inventory-store.ts'
import type { ListQuery, Page } from '../store/list-query.ts'
import { dateOf } from './calendar.ts'
import { type Outlook, totalOf } from './outlook.ts'
import { rounded } from './rounding.ts'

type Projection = Schemas['ChannelProjection']

/** The forecast per channel. */
export function channelProjections(
  outlooks: ReadonlyMap<string, Outlook>,
  channels: readonly Pick<Channel, 'id' | 'name'>[],
): Projection[] {
  const rows = channels.flatMap(({ id, name }) => {
    const outlook = outlooks.get(id)
    if (outlook === undefined) return []
    const { firstDay, days } = outlook
    return [
      {
        channelId: id,
        channelName: name,
        startDate: dateOf(firstDay),
        endDate: dateOf(firstDay + days - 1),
        horizonDays: days,
        ...totalOf(outlook, 1, days),
      },
    ]
  })
  const all = rows.reduce((sum, { forecastQuantity }) => sum + forecastQuantity, 0)
  return rows.map((row) => ({ ...row, sharePct: all === 0 ? 0 : rounded(row.forecastQuantity / all, 4) }))
}

/** Text by code point, numbers by value. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}

/** The requested page of computed rows: in the requested order, ties by channel. */
export function pageOf(
  rows: readonly Projection[],
  { page, limit, sortBy, sortOrder }: Pick<ListQuery<'listChannelProjections'>, 'page' | 'limit' | 'sortBy' | 'sortOrder'>,
): Page<Projection> {
  const ascending = rows.toSorted((a, b) => compare(a[sortBy], b[sortBy]) || compare(a.channelId, b.channelId))
  const ordered = sortOrder === 'desc' ? ascending.toReversed() : ascending
  return {
    data: ordered.slice((page - 1) * limit, page * limit),
    pagination: { page, pageSize: limit, total: rows.length, totalPages: Math.ceil(rows.length / limit) },
  }
}
