import type { Parts } from '../app.ts'
import type { Deviation } from './deviation.ts'
import { authentication } from './authentication.ts'
import { authenticationAnswers } from './authentication-answers.ts'
import { authenticationKeys } from './authentication-keys.ts'
import { authenticationPermissions } from './authentication-permissions.ts'
import { authenticationRoutes } from './authentication-routes.ts'
import { errorAnswers } from './error-answers.ts'
import { errorBodies } from './error-bodies.ts'
import { errorReading } from './error-reading.ts'
import { errorTogether } from './error-together.ts'
import { header } from './header.ts'
import { headerWire } from './header-wire.ts'
import { negotiation } from './negotiation.ts'
import { pagination } from './pagination.ts'
import { paginationBounds } from './pagination-bounds.ts'
import { paginationRows } from './pagination-rows.ts'
import { paginationTotals } from './pagination-totals.ts'
import { rateLimit } from './rate-limit.ts'
import { rateLimitHeaders } from './rate-limit-headers.ts'
import { schema } from './schema.ts'
import { schemaAgreement } from './schema-agreement.ts'
import { schemaSums } from './schema-sums.ts'
import { schemaVersions } from './schema-versions.ts'
import { sorting } from './sorting.ts'
import { sortingFilters } from './sorting-filters.ts'
import { status, statusRouting } from './status.ts'
import { tenant } from './tenant.ts'
import { tenantLists } from './tenant-lists.ts'
import { tenantWrites } from './tenant-writes.ts'
import { write } from './write.ts'
import { writeChanges } from './write-changes.ts'
import { writeSteps } from './write-steps.ts'

/** All deviations, by area. */
export const deviations: readonly Deviation[] = [
  ...authentication,
  ...authenticationAnswers,
  ...authenticationKeys,
  ...authenticationPermissions,
  ...authenticationRoutes,
  ...errorAnswers,
  ...errorBodies,
  ...errorReading,
  ...errorTogether,
  ...header,
  ...headerWire,
  ...negotiation,
  ...pagination,
  ...paginationBounds,
  ...paginationRows,
  ...paginationTotals,
  ...rateLimit,
  ...rateLimitHeaders,
  ...schema,
  ...schemaAgreement,
  ...schemaSums,
  ...schemaVersions,
  ...sorting,
  ...sortingFilters,
  ...status,
  ...statusRouting,
  ...tenant,
  ...tenantLists,
  ...tenantWrites,
  ...write,
  ...writeChanges,
  ...writeSteps,
]

/** Adds the deviations to the parts. Throws an error with similar names if one is unknown. */
export function deviate(parts: Parts, ids: readonly string[]): Parts {
  return ids.map(deviationNamed).reduce((assembled, { change }) => change.assemble(assembled), parts)
}

/** The deviation with a name. Throws an error with similar names if there is none. */
export function deviationNamed(id: string): Deviation {
  const found = deviations.find((each) => each.id === id)
  if (found !== undefined) return found
  const [word = ''] = id.split('/').slice(-1)
  const parts = word.split('-').filter((part) => part.length > 3)
  const shared = ({ id }: Deviation) => parts.filter((part) => id.includes(part)).length
  const near = deviations
    .filter((each) => shared(each) > 0)
    .sort((a, b) => shared(b) - shared(a))
    .slice(0, 3)
  const hint = near.length === 0 ? '' : ` Did you mean ${near.map((each) => each.id).join(' or ')}?`
  throw new RangeError(`Unknown deviation ${JSON.stringify(id)}.${hint} --list-deviations lists all ${deviations.length}.`)
}

/**
 * The text of `--list-deviations`: each deviation with its effect on clients. `words` selects those that have each of its words in their name or effect,
 * such as `pagination` or `rate-limit retry`; without words, all are listed. Throws a `RangeError` if there is none.
 */
export function listed(words = ''): string {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = deviations.filter(({ id, harm }) => wanted.every((word) => `${id} ${harm}`.toLowerCase().includes(word)))
  if (found.length === 0) {
    const areas = [...new Set(deviations.map(({ id }) => id.split('/')[0]))]
    throw new RangeError(
      `No deviation has ${JSON.stringify(words)} in its name or effect. The areas are ${areas.join(', ')}; --list-deviations lists all ${deviations.length}.`,
    )
  }
  const count = found.length === deviations.length ? `${found.length}` : `${found.length} of ${deviations.length}`
  const lines = found.map(({ id, harm }) => `${id}\n    ${harm}`)
  return `${lines.join('\n')}\n\n${count} deviations. Start a server with one or more of them: --deviation NAME\n`
}
