/** A run harms no data of other clients, whatever the deployment returns; and the check for harm works. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoKeys } from '../../server/demo/keys.ts'
import { followingTables } from '../../server/store/dump.ts'
import { contract, valueAt } from '../../spec/contract.ts'
import { snapshot } from '../../test/database-difference.ts'
import { jsonOf } from './answers.ts'
import { isHarmful, isLost, runCell, wireTo, type Cell, type Result } from './cell.ts'
import { deploy, type Contact } from './deployment.ts'
import { edits } from './edits.ts'
import { cleanEdited, interrupt, isHarmfulEdit, type Interrupted } from './edited.ts'
import { kindNames, kinds } from './kinds.ts'
import type { Lie } from './lie.ts'
import { lies } from './lies/index.ts'
import { derived, inside, owners, references } from './references.ts'
import type { Row } from './rows.ts'
import { makeTemplate, type Template } from './template.ts'
import { understoodBody } from './understanding.ts'
import { verdictOf, type Evidence } from './verdict.ts'

const answerable = kindNames.filter((kind) => kind !== 'recommendation' && kind !== 'level')

let template: Template

beforeAll(async () => {
  template = await makeTemplate()
}, 120_000)

afterAll(() => {
  template.remove()
})

const lie = (id: string): Lie => lies.find((each) => each.id === id)!
const honest: Lie = { id: 'none', imitates: 'Nothing.', how: (desk) => (call) => desk.pass(call) }
const run = (cell: Cell, how: Lie = lie(cell.lie)): Promise<Result> => runCell(cell, how, template)

/** The findings of a result, for the message of a failed test. */
const shown = ({ harmed, about, unnamed, elsewhere }: Pick<Result, 'harmed' | 'about' | 'unnamed' | 'elsewhere'>) =>
  [
    ...harmed.map(({ table, id, what }) => `${table} ${id}: ${what}`),
    ...about.map(({ table, id, column, of }) => `${table} ${id} refers to ${of} (${column})`),
    ...elsewhere.map((each) => `request to ${each}`),
    ...unnamed.map((each) => `${each} is not reported`),
  ].slice(0, 12)

describe('a run', () => {
  test.each<Cell>([
    { lie: 'none/healthy', level: 'full', allowed: 'everything' },
    { lie: 'existing/cached', level: 'full', allowed: 'lasting' },
    { lie: 'lists/tag-in-texts', level: 'contract', allowed: 'writes' },
    { lie: 'recommendations/others-first', level: 'full', allowed: 'writes' },
    { lie: 'lax/everything', level: 'contract', allowed: 'nothing' },
  ])('harms no data of other clients: $lie, $level, $allowed', { timeout: 120_000 }, async (cell) => {
    const result = await run(cell)
    expect(isHarmful(result) || isLost(result) ? shown(result) : []).toEqual([])
  })
})

describe('the clean-up of a journal', () => {
  let interrupted: Interrupted
  beforeAll(async () => {
    interrupted = await interrupt(template)
  }, 60_000)
  afterAll(() => interrupted.remove())

  test.each(['none', 'path/at-host', 'id/empty', 'id/stranger', 'tag/common', 'format/earlier'])(
    'harms no data of other clients: %s',
    { timeout: 60_000 },
    async (id) => {
      const result = await cleanEdited(
        edits.find((each) => each.id === id)!,
        template,
        interrupted,
      )
      expect(result.applied).toBe(true)
      expect(isHarmfulEdit(result) ? shown(result) : []).toEqual([])
    },
  )
})

describe('the lies', () => {
  test('have different names and describe what they imitate', () => {
    expect(new Set(lies.map(({ id }) => id)).size).toBe(lies.length)
    expect(lies.length).toBeGreaterThan(50)
    expect(lies.filter(({ imitates }) => !imitates.endsWith('.'))).toEqual([])
  })

  test('cover every kind of resource that a client can create', () => {
    const makers = new Set<string>(kindNames.map((kind) => kinds[kind].create))
    const missing = Object.values(contract.operations).filter(({ id, success }) => success.status === 201 && !makers.has(id))
    expect(missing.map(({ id }) => id)).toEqual([])
    for (const kind of answerable) expect(lie(`existing/${kind}`)).toBeDefined()
  })

  test("have other clients' resources of every kind for both tenants", () => {
    for (const kind of kindNames) {
      expect(template.strangers.nordwind[kind].length, kind).toBeGreaterThan(4)
      expect(template.strangers.suedlicht[kind].length, kind).toBeGreaterThan(4)
      expect(template.strangers.nordwind[kind], kind).toContain(kind === 'variant' ? 'variant-3' : '3')
    }
  })

  test.each(answerable)('can respond to the creation of a resource of kind %s with an existing one', async (kind) => {
    const deployment = await deploy(template, lie(`existing/${kind}`))
    try {
      const operation = contract.operations[kinds[kind].create]
      const target = operation.path.replaceAll(/\{\w+\}/g, '3')
      const answer = await deployment.answer({
        method: operation.method,
        target,
        headers: [
          ['Authorization', `Bearer ${demoKeys.nordwind.administrator}`],
          ['Content-Type', 'application/json'],
        ],
        body: Buffer.from(JSON.stringify(Object.values(operation.body?.examples ?? {})[0] ?? {})),
      })
      const id = valueAt(jsonOf(answer), kinds[kind].id)
      expect(answer.status, answer.body.toString()).toBe(operation.success.status)
      expect(template.strangers.nordwind[kind]).toContain(id)
      const after = deployment.snapshot()
      expect([...after].filter(([table, rows]) => rows.length !== template.before.get(table)?.length)).toEqual([])
    } finally {
      await deployment.close()
    }
  })
})

describe('harm', () => {
  test('done by a deployment on purpose is found for each row', { timeout: 120_000 }, async () => {
    let isDone = false
    const harmful: Lie = {
      id: 'test/harmful',
      imitates: 'Harm.',
      how: (desk) => async (call) => {
        if (!isDone && call.method !== 'GET') {
          isDone = true
          await desk.admin('nordwind', 'DELETE', '/forecast/events/3')
          await desk.admin('suedlicht', 'PATCH', '/products/33', { name: 'Another' })
          await desk.admin('nordwind', 'PATCH', '/admin/api-keys/d', { scopes: ['*'] })
          await desk.admin('nordwind', 'POST', '/inventory/transfers/x-conf-', { status: 'CANCELLED' })
          await desk.admin('nordwind', 'POST', '/products/conf-3/links', { linkedProductMasterId: 'd', linkType: 'RELATED', note: null })
        }
        return desk.pass(call)
      },
    }
    const result = await run({ lie: harmful.id, level: 'contract', allowed: 'nothing' }, harmful)
    expect(isHarmful(result)).toBe(true)
    expect(result.harmed.map(({ table, id, tenant }) => `${tenant} ${table} ${id}`).toSorted()).toEqual([
      'tenant_nordwind apiKeys d',
      'tenant_nordwind forecastEvents 3',
      'tenant_nordwind transferProducts x-conf- stocked-x-conf-',
      'tenant_nordwind transfers x-conf-',
      'tenant_suedlicht products 33',
    ])
    expect(result.things).toBe(4)
    expect(result.about.map(({ table, of }) => `${table} of ${of}`)).toEqual(
      expect.arrayContaining(['productLinks of products conf-3', 'productLinks of products d', 'productHistory of products 33']),
    )
  })

  test('that a run cannot avoid is allowed once, if the run may write', () => {
    const result = (change: Partial<Result>) =>
      ({ harmed: [{}], things: 1, about: [], elsewhere: [], unavoidable: 0, ...change }) as unknown as Result
    expect(isHarmful(result({}))).toBe(true)
    expect(isHarmful(result({ unavoidable: 1 }))).toBe(false)
    expect(isHarmful(result({ unavoidable: 1, things: 2 }))).toBe(true)
    expect(isHarmful(result({ unavoidable: 1, elsewhere: ['http://127.0.0.1:1 with a key'] }))).toBe(true)
  })

  test('by a request to another host is found, and whether it contains a key', async () => {
    const deployment = await deploy(template, honest)
    const contacts: Contact[] = []
    try {
      const wire = wireTo(deployment, contacts)
      const key = [['Authorization', 'Bearer bdk_demo_x_y']] as const
      const host = deployment.elsewhere.replace('http://', '')
      const sent = await wire.send({ method: 'GET', url: `${deployment.baseUrl}@${host}/x`, headers: key })
      expect(sent).toMatchObject({ kind: 'unreachable' })
      await wire.send({ method: 'GET', url: `${deployment.baseUrl}/products`, headers: [] })
      await fetch(`${deployment.elsewhere}/x`)
      expect(contacts).toEqual([
        { origin: deployment.elsewhere, withKey: true },
        { origin: deployment.baseUrl, withKey: false },
      ])
      expect(deployment.strayed).toEqual([{ origin: deployment.elsewhere, withKey: false }])
    } finally {
      await deployment.close()
    }
  })
})

describe('the comparison of two snapshots', () => {
  const event = { tenantId: 't', id: 'event_1', name: 'Sale', productMasterId: null, locationId: null }
  const product = { tenantId: 't', id: 'prod_1', name: 'Shoe' }
  const bin = { tenantId: 't', id: 'bin_1', stockLineCount: 1, name: 'A' }
  const primary = new Map(
    ['forecastEvents', 'products', 'bins', 'transfers', 'alerts', 'productHistory'].map((table) => [table, ['tenantId', 'id']]),
  )
  const before = new Map<string, Row[]>([
    ['forecastEvents', [event]],
    ['products', [product]],
    ['bins', [bin]],
    ['transfers', []],
    ['alerts', []],
    ['productHistory', []],
  ])
  const judged = (change: Record<string, Row[]>, rest: Partial<Evidence> = {}) =>
    verdictOf({
      before,
      after: new Map([...before, ...Object.entries(change)]),
      primary,
      planted: new Map(),
      named: [],
      tag: 'conf-x',
      ...rest,
    })

  test('finds nothing if only counters of the server have changed', () => {
    expect(judged({ bins: [{ ...bin, stockLineCount: 2 }] })).toEqual({
      harmed: [],
      things: 0,
      about: [],
      unnamed: [],
      named: 0,
      alerts: { automatic: 0, manual: 0, emails: 0 },
    })
  })

  test('finds deleted and changed rows', () => {
    const { harmed } = judged({ forecastEvents: [], products: [{ ...product, name: 'Boot' }] })
    expect(harmed.map(({ table, id, what }) => `${table} ${id} ${what}`)).toEqual([
      'forecastEvents event_1 gone',
      'products prod_1 name "Shoe" → "Boot"',
    ])
  })

  test("finds references to other clients' rows, in columns and in JSON", () => {
    const line = { productMasterId: 'prod_1', lotId: null, allocations: [] }
    const transfer = {
      tenantId: 't',
      id: 'trf_1',
      status: 'DRAFT',
      lines: JSON.stringify([line]),
      sourceLocationId: 'loc',
      recommendationId: null,
    }
    const { about } = judged({ forecastEvents: [event, { ...event, id: 'event_2', productMasterId: 'prod_1' }], transfers: [transfer] })
    expect(about).toEqual([
      { table: 'forecastEvents', id: 'event_2', column: 'productMasterId', of: 'products prod_1' },
      { table: 'transfers', id: 'trf_1', column: 'lines', of: 'products prod_1' },
    ])
  })

  test('checks whether leftovers are reported, by id or, without an id, by an operation that may have created them', () => {
    const left = { forecastEvents: [event, { ...event, id: 'event_2' }, { ...event, id: 'event_3' }, { ...event, id: 'event_4' }] }
    const named = [
      { operation: 'createForecastEvent', id: 'event_2', why: 'x' },
      { operation: 'createForecastEvent', why: 'nobody knows' },
      { operation: 'createProduct', why: 'nobody knows' },
    ]
    expect(judged(left, { named })).toMatchObject({ unnamed: ['forecastEvents event_4'], named: 2, harmed: [] })
  })

  test('attributes rows that another client adds during the run to that client', () => {
    const theirs = { ...event, id: 'event_5' }
    const planted = new Map([['forecastEvents', [theirs]]])
    expect(judged({ forecastEvents: [event, theirs] }, { planted })).toMatchObject({ harmed: [], unnamed: [] })
    expect(judged({ forecastEvents: [event] }, { planted }).harmed).toMatchObject([{ id: 'event_5', what: 'gone' }])
  })

  test('counts alerts, and the e-mails among their destinations', () => {
    const alert = { tenantId: 't', productMasterId: null, message: 'About conf-x', destinations: '[{"type":"EMAIL"},{"type":"WEBHOOK"}]' }
    const alerts = [
      { ...alert, id: 'alert_1', origin: 'AUTOMATIC' },
      { ...alert, id: 'alert_2', origin: 'MANUAL' },
    ]
    expect(judged({ alerts }).alerts).toEqual({ automatic: 1, manual: 1, emails: 2 })
  })
})

describe('the tables', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-test-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  test('are all described with all their foreign keys', () => {
    const file = path.join(directory, 'copy.db')
    template.copy(file)
    const database = new Database(file, { readonly: true })
    // The snapshot leaves out what follows from the rows of others.
    const tables = [...snapshot(file).keys(), ...followingTables]
    expect(tables.toSorted()).toEqual(Object.keys(references).toSorted())
    const missing = tables.flatMap((table) =>
      (database.prepare(`pragma foreign_key_list("${table}")`).all() as { from: string; to: string; table: string }[])
        .filter(({ to, from }) => to === 'id' && from !== 'tenantId')
        .filter(
          ({ from, table: of }) =>
            ![(references as Record<string, Record<string, string | readonly string[]>>)[table]![from]].flat().includes(of),
        )
        .map(({ from, table: of }) => `${table}.${from} → ${of}`),
    )
    expect(missing).toEqual([])
    const columns = (table: string) =>
      (database.prepare(`pragma table_xinfo("${table}")`).all() as { name: string }[]).map(({ name }) => name)
    const described = [
      ...Object.entries(references).map(([table, of]) => [table, Object.keys(of)] as const),
      ...Object.entries(inside).map(([table, of]) => [table, Object.keys(of)] as const),
      ...Object.entries(owners).map(([table, { column }]) => [table, [column]] as const),
      ...Object.entries(derived),
    ]
    for (const [table, names] of described) expect(columns(table), table).toEqual(expect.arrayContaining([...names]))
    database.close()
    expect(existsSync(file)).toBe(true)
  })
})

describe('a deployment that accepts the valid part of a body', () => {
  const read = (id: keyof typeof contract.operations, json: unknown, current?: unknown) =>
    understoodBody(contract.operations[id], json, current)

  test('drops unknown properties and invalid values, and keeps or generates required values', () => {
    expect(read('updateProduct', { name: 7, extra: 1, currency: 'EUR' })).toEqual({ currency: 'EUR' })
    expect(read('createProduct', { sku: 'A', name: 'B', lotTracked: 'yes' })).toEqual({ sku: 'A', name: 'B' })
    const current = {
      name: 'Sale',
      type: 'PROMOTION',
      startsAt: '2026-06-01T00:00:00Z',
      endsAt: '2026-06-02T00:00:00Z',
      value: { liftPct: 1, stackingMode: 'ADDITIVE' },
    }
    expect(read('updateForecastEvent', { name: 7, value: { liftPct: 0.5 } }, current)).toEqual({
      ...current,
      value: { liftPct: 0.5, stackingMode: 'ADDITIVE' },
    })
    expect(read('createForecastScenario', 'text')).toMatchObject({ name: expect.any(String) })
  })

  test('generates no references', () => {
    expect(read('adjustInventory', {})).toBeUndefined()
    expect(read('deleteProduct', {})).toBeUndefined()
  })
})
