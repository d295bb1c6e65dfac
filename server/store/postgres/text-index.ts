/**
 * An index of the trigrams of all names and SKUs, by which a search finds its products. The database must not compare texts before it has applied the policies of
 * row-level security, and so cannot use the index under the role of tenants. A function that has the permissions of the owner of the tables does, and tells ids
 * of the tenant of the session only; their rows are read under the policies.
 */
import type { PoolClient } from 'pg'
import { textIndex } from '../dump.ts'
import { tenantRole, tenantSetting } from './walls.ts'

/** The function that returns the ids, as `Dialect.productsWith` of a pattern. */
export const textFunction = `${textIndex}With`

const texts = `(lower("name") || chr(10) || lower("sku"))`

/** Selects the ids of the products of the tenant with the pattern $1, one more than $2 at most. */
export const idsWithPattern = `select "id" from "products" where ${texts} like $1 and "tenantId" = current_setting('${tenantSetting}', true) limit $2 + 1`

/** What the function does with the index; null without three letters or digits in a row, as only they are in it. */
const withIndex = `
  begin
    if pattern !~ '[[:alnum:]]{3}' then return null; end if;
    -- With the pattern itself, the plan depends on how many products have it.
    execute $query$
      select case when count(*) <= $2 then coalesce(json_agg(id), '[]') end
      from (${idsWithPattern}) as found
    $query$ into ids using pattern, most;
    return ids;
  end`

/** The database has no extension with trigrams, and the user may not create it: no error, as all texts can be read instead. */
const lacks: readonly unknown[] = ['0A000', '58P01', '42501', '42704']

/** Creates the index, and tells whether it is there. Needs a transaction. */
async function createIndex(client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_class where relname = $1 and relnamespace = current_schema()::regnamespace', [
    textIndex,
  ])
  if (rowCount !== 0) return true
  await client.query('savepoint trigrams')
  try {
    await client.query('create extension if not exists pg_trgm')
    // PostgreSQL notes the entries of changed products and sorts them into the index together: each search reads those that are noted, 256 kB at most.
    await client.query(`create index "${textIndex}" on "products" using gin (${texts} gin_trgm_ops) with (gin_pending_list_limit = 256)`)
  } catch (error) {
    if (!lacks.includes((error as { code?: unknown }).code)) throw error
    await client.query('rollback to trigrams')
    return false
  }
  await client.query('release trigrams')
  return true
}

/** Creates the index and its function, in the transaction of the migrations. Can be repeated: an extension that is there later is used from then on. */
export async function provideTextIndex(client: PoolClient): Promise<void> {
  const body = (await createIndex(client)) ? withIndex : `begin return null; end`
  const signature = `"${textFunction}"(text, bigint)`
  await client.query(
    `do $$ begin
       execute format($function$
         create or replace function "${textFunction}"(pattern text, most bigint) returns text language plpgsql stable security definer
         set search_path = %I, pg_temp as $body$ declare ids text; ${body.replaceAll('%', '%%')} $body$
       $function$, current_schema());
     end $$;
     revoke all on function ${signature} from public; grant execute on function ${signature} to ${tenantRole}`,
  )
}
