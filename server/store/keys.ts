import type { Schemas } from '../../spec/contract.ts'
import { millisecondsOf, shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { KeyRecord, Keys, StoredKey } from './keys-store.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Row = Omit<Tables['apiKeys'], 'tenantId'>

const columns = [
  'id',
  'publicId',
  'secretHash',
  'name',
  'keyPrefix',
  'last4',
  'scopes',
  'expiresAt',
  'allowedIps',
  'createdAt',
  'updatedAt',
  'revokedAt',
] as const satisfies readonly (keyof Row)[]

const listKeys = list<ListQuery<'listApiKeys'>, { now: string }>()({
  from: (db, tenantId) => db.selectFrom('apiKeys').where('tenantId', '=', tenantId),
  filters: {
    id: (where, id) => where('id', '=', id),
    status: (where, status, { now }) =>
      where(
        where
          .case()
          .when('revokedAt', 'is not', null)
          .then<Schemas['ApiKeyStatus']>('REVOKED')
          .when('expiresAt', '<=', now)
          .then('EXPIRED')
          .else('ACTIVE')
          .end(),
        '=',
        status,
      ),
  },
  rows: (query) => query.select(columns),
  sorts: {
    createdAt: (row) => row.ref('createdAt'),
    name: (row) => row.ref('name'),
    expiresAt: (row) => row.ref('expiresAt'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: { tenantId: string; id: string }) =>
  db.selectFrom('apiKeys').select(columns).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const findByPublicId = statement((db, at: { publicId: string }) =>
  db
    .selectFrom('apiKeys')
    .select(['tenantId', 'id', 'secretHash', 'scopes', 'revokedAt', 'expiresAt', 'allowedIps'])
    .where('publicId', '=', at.publicId),
)

const insert = statement((db, at: Tables['apiKeys']) =>
  db.insertInto('apiKeys').values({
    tenantId: at.tenantId,
    id: at.id,
    publicId: at.publicId,
    secretHash: at.secretHash,
    name: at.name,
    keyPrefix: at.keyPrefix,
    last4: at.last4,
    scopes: at.scopes,
    expiresAt: at.expiresAt,
    allowedIps: at.allowedIps,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
    revokedAt: at.revokedAt,
  }),
)

const update = statement((db, at: Omit<Tables['apiKeys'], 'createdAt'>) =>
  db
    .updateTable('apiKeys')
    .set({
      publicId: at.publicId,
      secretHash: at.secretHash,
      name: at.name,
      keyPrefix: at.keyPrefix,
      last4: at.last4,
      scopes: at.scopes,
      expiresAt: at.expiresAt,
      allowedIps: at.allowedIps,
      updatedAt: at.updatedAt,
      revokedAt: at.revokedAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

const fromRow = (row: Row): KeyRecord => ({
  ...row,
  scopes: JSON.parse(row.scopes) as Schemas['Scope'][],
  allowedIps: JSON.parse(row.allowedIps) as string[],
  expiresAt: row.expiresAt === null ? null : shortTime(row.expiresAt),
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
  revokedAt: row.revokedAt === null ? null : shortTime(row.revokedAt),
})

const toRow = (key: KeyRecord): Row => ({
  ...key,
  scopes: JSON.stringify(key.scopes),
  allowedIps: JSON.stringify(key.allowedIps),
  expiresAt: key.expiresAt === null ? null : storedTime(key.expiresAt),
  createdAt: storedTime(key.createdAt),
  updatedAt: storedTime(key.updatedAt),
  revokedAt: key.revokedAt === null ? null : storedTime(key.revokedAt),
})

export function keys(session: Session, tenantId: string): Keys {
  return {
    list: async (query, now) => {
      const { data, pagination } = await listKeys(session, query, { tenantId, now: new Date(now).toISOString() })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: async (key) => {
      await session.write(insert, { tenantId, ...toRow(key) })
    },
    update: async (key) => {
      await session.write(update, { tenantId, ...toRow(key) })
    },
  }
}

type Found = Pick<Tables['apiKeys'], 'tenantId' | 'id' | 'secretHash' | 'scopes' | 'revokedAt' | 'expiresAt' | 'allowedIps'>

const parsed = new WeakMap<Found, StoredKey>()

/** The key of a row; the session may return the same row many times. */
function fromFound(row: Found): StoredKey {
  const known = parsed.get(row)
  if (known !== undefined) return known
  const key: StoredKey = {
    ...row,
    scopes: JSON.parse(row.scopes) as Schemas['Scope'][],
    allowedIps: JSON.parse(row.allowedIps) as string[],
    revokedAt: row.revokedAt === null ? null : millisecondsOf(row.revokedAt),
    expiresAt: row.expiresAt === null ? null : millisecondsOf(row.expiresAt),
  }
  parsed.set(row, key)
  return key
}

/** The key with this public id of any tenant: the only query before the tenant is known. Every request has a key, so rows are remembered. */
export async function findKey(session: Session, publicId: string): Promise<StoredKey | undefined> {
  const row = await session.remembered('apiKeys', findByPublicId, { publicId })
  return row === undefined ? undefined : fromFound(row)
}
