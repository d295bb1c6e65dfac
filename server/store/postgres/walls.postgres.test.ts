/** The second wall between tenants: what PostgreSQL itself hides when the store has forgotten the tenant, or names another one. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { contract } from '../../../spec/contract.ts'
import { RefusalError } from '../../refusals.ts'
import { directCalls } from '../../testing/direct-calls.ts'
import { newDatabase } from '../../testing/new-database.ts'
import { first, furnish, key, product, written } from '../../testing/store-suite/sample.ts'
import { textIndex } from '../dump.ts'
import type { Engine, Session } from '../engine.ts'
import { openEngine } from '../engines.ts'
import { openStore, storeOn, tenantStore } from '../open.ts'
import { type Statement, statement } from '../statement.ts'
import type { OpenStore, TenantStore } from '../store.ts'
import { textFunction } from './text-index.ts'
import { tenantRole } from './walls.ts'

let url: string
let engine: Engine
let store: OpenStore
let database: pg.Client
beforeAll(async () => {
  const postgres = inject('postgres')
  if (postgres === undefined) throw new Error('the project of this test has no PostgreSQL')
  url = await newDatabase(postgres)
  engine = openEngine(url)
  store = await storeOn(engine)
  for (const slug of ['a', 'b']) await store.insertTenant({ id: `tenant_${slug}`, slug, name: slug, createdAt: written })
  const theirs = store.forTenant('tenant_b')
  await furnish(theirs)
  // The names of keys are unique over all tenants.
  await theirs.keys.update(key({ id: 'key_1', publicId: 'THEIRS' }))
  await furnish(store.forTenant('tenant_a'))
  database = new pg.Client({ connectionString: url })
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await store.close()
})

/** The first wall has fallen: all that a store asks is asked in the name of the first tenant. */
const fallen = (session: Session): Session => ({ ...session, ofTenant: () => session })
const ours = () => engine.ofTenant('tenant_a')

describe('a statement that forgets the tenant', () => {
  const all = statement((db) => db.selectFrom('products').select(['id', 'tenantId']))
  const levels = statement((db) => db.selectFrom('productLevels').select(['tenantId']))
  const rename = statement((db, at: { name: string }) => db.updateTable('reasonCodes').set({ label: at.name }))
  const labels = statement((db) => db.selectFrom('reasonCodes').select(['tenantId', 'label']).orderBy('tenantId'))
  const tenants = statement((db) => db.selectFrom('tenants').select('id'))

  test('reads the rows of its tenant only, also from a view', async () => {
    const of = async (session: Session) => new Set((await session.rows(all, {})).map(({ tenantId }) => tenantId))
    expect(await of(engine)).toEqual(new Set(['tenant_a', 'tenant_b']))
    expect(await of(ours())).toEqual(new Set(['tenant_a']))
    expect(await ours().transaction(of)).toEqual(new Set(['tenant_a']))
    expect(new Set((await ours().rows(levels, {})).map(({ tenantId }) => tenantId))).toEqual(new Set(['tenant_a']))
    expect(await ours().rows(tenants, {})).toEqual([{ id: 'tenant_a' }])
  })

  test('changes the rows of its tenant only', async () => {
    expect(await ours().write(rename, { name: 'Changed' })).toBe(1)
    const [mine, theirs] = await engine.rows(labels, {})
    expect(mine).toEqual({ tenantId: 'tenant_a', label: 'Changed' })
    expect(theirs?.label).not.toBe('Changed')
  })

  test('sees nothing without a tenant', async () => {
    expect(await engine.ofTenant('').rows(all, {})).toEqual([])
  })
})

describe('a store of another tenant', () => {
  const theirs = () => tenantStore(fallen(ours()), 'tenant_b')

  /** Lists of which the tenant itself sees rows. */
  const shown: string[] = []

  test.each(contract.lists.map((list) => ({ id: list.id, list })))('lists nothing: $id', async ({ id, list }) => {
    const query: Record<string, unknown> = {}
    for (const { name, in: place, schema } of list.parameters)
      if (place === 'query' && schema.default !== undefined) query[name] = schema.default
    const rowsOf = async (of: TenantStore): Promise<readonly unknown[]> => {
      try {
        const { data } = await directCalls(of)(id as 'listProducts', { params: { productId: 'prod_1' }, query } as never)
        return data
      } catch (error) {
        // Lists of a product reject it, because they do not find it.
        if (error instanceof RefusalError && error.refusal === 'resourceUnknown') return []
        throw error
      }
    }
    if ((await rowsOf(store.forTenant('tenant_b'))).length > 0) shown.push(id)
    expect(await rowsOf(theirs())).toEqual([])
  })

  test('would list rows of each kind that the tenant has', () => {
    const filled = ['listProducts', 'listInventory', 'listAdjustments', 'listReasonCodes', 'listAvailability', 'listApiKeys']
    expect(shown).toEqual(expect.arrayContaining(filled))
  })

  test('cannot write', async () => {
    await expect(theirs().products.insert(product({ id: 'prod_9', sku: 'NINE' }))).rejects.toThrow('row-level security')
    expect(await theirs().products.delete('prod_1')).toBe(false)
    expect(await store.forTenant('tenant_b').products.find('prod_1')).toBeDefined()
  })
})

describe('the function that looks for texts with the permissions of the owner', () => {
  const found = statement((_, at: { tenantId: string; text: string; pattern: string }, dialect) => ({
    compile: () => sql`select ${dialect.productsWith(at, 10)} as ids where ${at.tenantId} <> ''`.compile(dialect.queries),
  })) as Statement<{ tenantId: string; text: string; pattern: string }, { ids: string | null }>
  const idsOf = async (session: Session, text: string) => {
    const row = await session.first(found, { tenantId: 'tenant_b', text, pattern: `%${text}%` })
    return row?.ids == null ? row?.ids : (JSON.parse(row.ids) as unknown)
  }
  const theirName = 'Secret of the other tenant'
  beforeAll(() => store.forTenant('tenant_b').products.insert(product({ id: 'prod_theirs', sku: 'THEIRS', name: theirName })))

  test('tells only ids of the tenant of the session, whatever text and tenant it is called with', async () => {
    expect(await idsOf(engine.ofTenant('tenant_b'), 'secret of the')).toEqual(['prod_theirs'])
    expect(await idsOf(ours(), 'secret of the')).toEqual([])
    expect(await idsOf(engine.ofTenant(''), 'secret of the')).toEqual([])
    // Both tenants have products of this name.
    expect(await idsOf(ours(), 'trail running')).not.toContain('prod_theirs')
  })

  test('shows no row of another tenant to a search, even with its id', async () => {
    const asked = { ...first, sortBy: 'name', search: theirName } as const
    const totals = async (of: TenantStore) => (await of.products.list(asked)).pagination.total
    expect(await totals(store.forTenant('tenant_b'))).toBe(1)
    expect(await totals(tenantStore(fallen(ours()), 'tenant_b'))).toBe(0)
    const named = statement((db, at: { id: string }) => db.selectFrom('products').select('name').where('id', '=', at.id))
    expect(await ours().rows(named, { id: 'prod_theirs' })).toEqual([])
  })

  test('can be called by the role of tenants, and no other', async () => {
    const { rows } = await database.query<{ grantee: string }>(
      `select distinct grantee from information_schema.routine_privileges where routine_name = $1 and grantee <> current_user`,
      [textFunction],
    )
    expect(rows).toEqual([{ grantee: tenantRole }])
  })

  test('finds objects in the schema of the tables only', async () => {
    const { rows } = await database.query('select prosecdef as definer, proconfig as settings from pg_proc where proname = $1', [
      textFunction,
    ])
    expect(rows).toEqual([{ definer: true, settings: ['search_path=public, pg_temp'] }])
  })
})

test('every table of tenants has a policy, and every view the permissions of its reader', async () => {
  const { rows } = await database.query<{ name: string; kind: string; safe: boolean }>(
    `select relname as name, relkind as kind, case relkind
       when 'v' then coalesce(reloptions @> array['security_invoker=true'], false)
       else relrowsecurity and exists (select 1 from pg_policy where polrelid = pg_class.oid) end as safe
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')`,
  )
  expect(rows.length).toBeGreaterThan(30)
  expect(
    rows
      .filter(({ safe }) => !safe)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['commits', 'migrations'])
})

test('the role of tenants bypasses nothing and owns nothing', async () => {
  const { rows } = await database.query(
    `select rolsuper, rolbypassrls, rolcanlogin, (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned from pg_roles where rolname = $1`,
    [tenantRole],
  )
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, owned: 0 }])
})

describe('a user who is no administrator', () => {
  const plain = `plain_${randomUUID().slice(0, 8)}`
  let own: string
  beforeAll(async () => {
    await database.query(`create role ${plain} login`)
    await database.query(`create database ${plain} owner ${plain}`)
    own = url.replace('postgres@', `${plain}@`).replace(/[^/]*$/, plain)
  })

  test('is told what an administrator must run', async () => {
    const expected = {
      name: 'StoreUnavailable',
      message: expect.stringContaining(`run as an administrator: grant ${tenantRole} to "${plain}"`) as string,
    }
    await expect(openStore(own)).rejects.toMatchObject(expected)
  })

  test('is enough afterwards, also for a second start', async () => {
    await database.query(`grant ${tenantRole} to "${plain}"`)
    for (const isEmpty of [true, false]) {
      const opened = await openStore(own)
      expect(await opened.isEmpty()).toBe(isEmpty)
      if (isEmpty) await opened.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
      await opened.forTenant('tenant_a').products.insert(product({ id: isEmpty ? 'prod_1' : 'prod_2', sku: String(isEmpty) }))
      await opened.close()
    }
  })

  test('searches without trigrams if the user may not create their extension, and with them once an administrator has', async () => {
    const other = `${plain}_other`
    await database.query(`create database ${other}`)
    const administrator = new pg.Client({ connectionString: url.replace(/[^/]*$/, other) })
    await administrator.connect()
    await administrator.query(`grant create on schema public to ${plain}`)
    const indexes = async () =>
      (await administrator.query(`select 1 from pg_class where relname = '${textIndex}' and relkind = 'i'`)).rowCount
    for (const hasIndex of [0, 1]) {
      const opened = await openStore(own.replace(/[^/]*$/, other))
      if (hasIndex === 0) await opened.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
      const { products } = opened.forTenant('tenant_a')
      if (hasIndex === 0) await products.insert(product({ id: 'prod_1', name: 'Rain Jacket' }))
      expect(await indexes()).toBe(hasIndex)
      const { pagination } = await products.list({ ...first, sortBy: 'name', search: 'jack' })
      expect(pagination.total).toBe(1)
      await opened.close()
      await administrator.query('create extension if not exists pg_trgm')
    }
    await administrator.end()
  })
})
