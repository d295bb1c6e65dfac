/** A text that stands for the demand of a tenant: no other demand has it, so what was computed of the demand can be kept under it. */
import { type RawBuilder, sql } from 'kysely'
import type { Dialect, TriggerStep } from './dialect.ts'
import type { Session } from './engine.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** SQL that gives the demand of every tenant a new version. */
export const renewal = ({ randomText }: Dialect): RawBuilder<unknown> =>
  sql`insert into "demandVersions" ("tenantId", "version") select "tenantId", ${randomText} from "demandLines" where 1 = 1 group by "tenantId"
    on conflict ("tenantId") do update set "version" = excluded."version"`

const renew = statement((db, _: object, dialect) => {
  const step = renewal(dialect)
  return { compile: () => step.compile(db) }
})

/** Gives the demand of every tenant a new version, after a load without triggers. */
export async function renewVersions(session: Session): Promise<void> {
  await session.write(renew, {})
}

const columns = [
  ...(['tenantId', 'productMasterId', 'locationId', 'channelId'] as const),
  ...(['startDate', 'endDate', 'quantities'] as const),
] satisfies readonly (keyof Tables['demandLines'])[]

/** The triggers that keep the versions. */
export const versioningTriggers = ({ trigger, randomText }: Dialect): RawBuilder<unknown>[] => {
  const renewed = (row: 'new' | 'old') =>
    sql`update "demandVersions" set "version" = ${randomText} where "tenantId" = ${sql.ref(`${row}.tenantId`)}`
  const added = sql`insert into "demandVersions" ("tenantId", "version") values (new."tenantId", ${randomText})
    on conflict ("tenantId") do update set "version" = excluded."version"`
  const steps: readonly TriggerStep[] = [
    { name: 'demandAdded', on: 'insert', step: added },
    { name: 'demandRemoved', on: 'delete', step: renewed('old') },
    { name: 'demandChanged', on: columns, step: sql`${renewed('old')}; ${added}` },
  ]
  return steps.flatMap((step) => trigger('demandLines', step))
}
