import { storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { statement } from './statement.ts'
import type { Tenant } from './store.ts'

const insert = statement((db, at: Tenant) =>
  db.insertInto('tenants').values({ id: at.id, slug: at.slug, name: at.name, createdAt: at.createdAt }),
)
const any = statement((db) => db.selectFrom('tenants').select('id').limit(1))

export const tenantIds = statement((db) => db.selectFrom('tenants').select('id'))

export async function insertTenant(session: Session, tenant: Tenant): Promise<void> {
  await session.write(insert, { ...tenant, createdAt: storedTime(tenant.createdAt) })
}

/** Whether there is any tenant. */
export async function anyTenant(session: Session): Promise<boolean> {
  return (await session.first(any, {})) !== undefined
}
