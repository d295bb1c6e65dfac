/** Row-level security: the database itself shows each tenant's rows to that tenant only, even if a statement forgets the tenant. */
import type { Client, ClientBase, PoolClient } from 'pg'
import { isInternal } from '../dump.ts'
import { StoreUnavailable } from '../engine.ts'
import { literal } from './sessions.ts'

/** The setting of a session that names the tenant whose rows it may see. */
export const tenantSetting = 'better_data_scm.tenant'

/** The policy of every table of tenants' rows. */
const policy = 'tenant'

/**
 * The role under which the rows of tenants are read and written. It cannot log in, owns no table, and so cannot bypass the policies. It is one for all
 * databases of a PostgreSQL server, like every role; its permissions are of one database and schema.
 */
export const tenantRole = 'better_data_scm_tenant'

/** The oldest version whose views can have the permissions of their reader (`security_invoker`). */
const oldestVersion = 15

/** Throws `StoreUnavailable` if PostgreSQL is too old. */
export async function requireVersion(client: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ major: number; version: string }>(
    "select cast(current_setting('server_version_num') as int) / 10000 as major, current_setting('server_version') as version",
  )
  const { major = 0, version = 'an unknown version' } = rows[0] ?? {}
  if (major < oldestVersion) throw new StoreUnavailable(`the database needs PostgreSQL ${oldestVersion} or later, but is ${version}`)
}

/** Creates the role unless it exists, and lets the user of the connection take it on. Throws `StoreUnavailable` with what an administrator must run. */
export async function provideRole(client: Client | PoolClient): Promise<void> {
  const { rows } = await client.query<{ known: boolean; bypasses: boolean | null; member: boolean | null; me: string }>(
    `select role.oid is not null as known, role.rolsuper or role.rolbypassrls as bypasses, pg_has_role(current_user, role.oid, 'member') as member, current_user as me
     from (select 1) as one left join pg_roles as role on role.rolname = ${literal(tenantRole)}`,
  )
  const { known = 0, bypasses = 0, member = 0, me = '' } = rows[0] ?? {}
  if (bypasses)
    throw new StoreUnavailable(
      `the role ${tenantRole} may bypass row-level security; run "alter role ${tenantRole} nosuperuser nobypassrls" as an administrator`,
    )
  const wanted = [...(known ? [] : [`create role ${tenantRole} nologin`]), ...(member ? [] : [`grant ${tenantRole} to "${me}"`])]
  for (const statement of wanted) {
    await client.query(statement).catch((error: unknown) => {
      // Another process may have done the same at the same time.
      if (['42710', '23505'].includes(String((error as { code?: unknown }).code))) return
      throw new StoreUnavailable(`the database needs the role ${tenantRole}; run as an administrator: ${wanted.join('; ')}`, {
        cause: error,
      })
    })
  }
}

/** Protects every table of tenants' rows, in the transaction of the migrations. Can be repeated; changes nothing that is as it should be. */
export async function build(client: PoolClient): Promise<void> {
  const { rows: tables } = await client.query<{ name: string; kind: string; own: string | null; secured: boolean; views: boolean }>(
    `select class.relname as name, class.relkind as kind, min(attribute.attname) as own,
       class.relrowsecurity and exists (select 1 from pg_policy where polrelid = class.oid and polname = ${literal(policy)}) as secured,
       coalesce(class.reloptions @> array['security_invoker=true'], false) as views
     from pg_class as class
     left join pg_attribute as attribute on attribute.attrelid = class.oid and attribute.attname = 'tenantId' and not attribute.attisdropped
     where class.relnamespace = current_schema()::regnamespace and class.relkind in ('r', 'v') and not ${isInternal('class.relname')}
     group by class.oid order by class.relname`,
  )
  for (const { name, kind, own, secured, views } of tables) {
    // A view is read with the permissions of its reader, and so with the policies of its tables.
    if (kind === 'v' && !views) await client.query(`alter view "${name}" set (security_invoker = true)`)
    if (kind === 'r' && !secured) {
      const column = own ?? 'id'
      const mine = `"${column}" = current_setting('${tenantSetting}', true)`
      await client.query(
        `alter table "${name}" enable row level security; create policy ${policy} on "${name}" to ${tenantRole} using (${mine}) with check (${mine})`,
      )
    }
  }
  await client.query(
    `do $$ begin
       execute format('grant usage on schema %I to ${tenantRole}', current_schema());
       execute format('grant select, insert, update, delete on all tables in schema %I to ${tenantRole}', current_schema());
       execute format('revoke all on table %I.migrations from ${tenantRole}', current_schema());
     end $$`,
  )
}
