/** What a database file holds, and how two states of it differ; read beside the server that has it open. */
import Database from 'libsql'
import { followingTables, isInternal } from '../server/store/dump.ts'

type Row = Readonly<Record<string, unknown>>
export type Snapshot = ReadonlyMap<string, readonly Row[]>

/** Every row of every table of tenants, but for those that follow from the rows of others. */
export function snapshot(file: string): Snapshot {
  const database = new Database(file, { readonly: true })
  try {
    const all = database
      .prepare(`select name from sqlite_master where type = 'table' and not ${isInternal('name')} order by name`)
      .all() as { name: string }[]
    const tables = all.filter(({ name }) => !followingTables.some((each) => each === name))
    return new Map(tables.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all() as Row[]]))
  } finally {
    database.close()
  }
}

/** What a row that was not there before must look like, by table. */
export type Remains = Readonly<Record<string, (row: Row) => boolean>>

/**
 * Rows that came, went or changed, one line each, but for those that are allowed to remain. A row that changed is one that went and one
 * that came.
 */
export function differences(before: Snapshot, after: Snapshot, remains: Remains): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((table) => {
    const [old, now] = [texts(before.get(table)), texts(after.get(table))]
    const came = [...now].filter(([text, row]) => !old.has(text) && remains[table]?.(row) !== true)
    const went = [...old].filter(([text]) => !now.has(text))
    return [...came.map(([text]) => `${table} has ${text}`), ...went.map(([text]) => `${table} had ${text}`)]
  })
}

const texts = (rows: readonly Row[] = []): Map<string, Row> => new Map(rows.map((row) => [JSON.stringify(row), row]))

/** What a run that writes leaves in a tenant: nothing that is in use, and nothing but what the contract has no way to delete. */
export function remainsOf(tag: string): Remains {
  return {
    // A key that has expired is of no use already, and cannot be revoked.
    apiKeys: ({ name, revokedAt, expiresAt }) =>
      String(name).startsWith(tag) && (revokedAt !== null || (typeof expiresAt === 'string' && Date.parse(expiresAt) < Date.now())),
    cycleCounts: ({ status, comment }) => ['COMPLETED', 'CANCELLED'].includes(String(status)) && String(comment).startsWith(tag),
    transfers: ({ status }) => ['RECEIVED', 'CANCELLED'].includes(String(status)),
    transferProducts: () => true,
    transferRecommendations: ({ status }) => ['EXECUTED', 'REJECTED'].includes(String(status)),
    forecastScenarios: ({ status, name }) => status === 'ARCHIVED' && String(name).startsWith(tag),
    forecastChanges: () => true,
    // Raised by the deployment itself when stock of the run's own products changed.
    alerts: ({ origin, message }) => origin === 'AUTOMATIC' && String(message).includes(tag),
  }
}
