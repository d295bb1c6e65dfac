import type { Schemas } from '../../spec/contract.ts'
import type { ForecastEvent, NamedDemandLine } from '../store/forecasting-store.ts'
import type { ListQuery, Page } from '../store/list-query.ts'
import { type Day, dateOf } from './calendar.ts'
import { grouped } from './grouped.ts'
import { type FittedLine, outlookOf, totalOf } from './outlook.ts'
import { rounded } from './rounding.ts'

type Projection = Schemas['ChannelProjection']

/** The forecast per channel of the lines. */
export function channelProjections(
  lines: readonly FittedLine<NamedDemandLine>[],
  events: readonly ForecastEvent[],
  firstDay: Day,
  days: number,
): Projection[] {
  const channels = grouped(lines, ({ line }) => line.channelId)
  const rows = [...channels].map(([channelId, own]) => ({
    channelId,
    channelName: own[0]?.line.channelName ?? '',
    startDate: dateOf(firstDay),
    endDate: dateOf(firstDay + days - 1),
    horizonDays: days,
    ...totalOf(outlookOf(own, events, firstDay, days), 1, days),
  }))
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
