/** Side effects of a run that the deployment caused by itself, such as alerts. */
import type { Api } from '../model/api.ts'
import type { Row } from '../model/profile.ts'
import { valueAt } from '../../spec/contract.ts'
import { maxPages } from './evidence.ts'
import type { Entry } from './ledger.ts'
import type { Left } from './left.ts'
import { parsed, type CleanupRequests } from './requests.ts'

/** Counts the side effects that the deployment caused for resources of the run, and how many of them were delivered. */
export async function sideEffects(api: Api, entries: readonly Entry[], requests: CleanupRequests): Promise<Left[]> {
  const { sideEffects } = api.profile
  const cause = entries.find(({ kind, own }) => own !== undefined && sideEffects?.of.includes(kind) === true)
  const list = api.lists.find(({ id }) => id === sideEffects?.list)
  if (sideEffects === undefined || cause === undefined || list === undefined) return []
  const { about } = sideEffects
  const ids = entries.flatMap(({ kind, own }) => (kind === about.kind && own !== undefined ? [own] : []))
  let [count, reached] = [0, 0]
  for (let page = 1; page <= maxPages; page++) {
    const query = { ...sideEffects.query, limit: String(list.list.maxLimit), page: String(page) }
    const rows = valueAt(parsed(await requests.send(list, {}, { query })), '/data')
    const own = (Array.isArray(rows) ? (rows as unknown[]) : []).filter((row) => ids.includes(String(valueAt(row, `/${about.property}`))))
    // The newest come first: after a page without any for the run, there are none.
    if (own.length === 0) break
    count += own.length
    reached += own.filter((row) => sideEffects.reached(row as Row)).length
  }
  return count === 0 ? [] : [{ operation: cause.kind, why: sideEffects.told(count, reached), isLasting: true }]
}
