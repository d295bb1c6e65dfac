/** Writes that set what something has, and create nothing: whether it is kept, a read tells. */
import type { OperationId } from '../../../spec/contract.ts'
import type { Asker } from '../../plan/request-builder.ts'
import { altered, member, type Answered } from '../../model/exchange.ts'
import { somewhere } from '../../resources/kinds.ts'
import type { Request } from '../../model/request.ts'
import { fails, holds, probe, shown } from '../../model/rule.ts'
import { describe } from '../refusal.ts'
import { rowsOf, type Row } from '../rows.ts'
import { data, differences, sent } from './own-data.ts'

interface Setting {
  readonly ask: (ask: Asker) => { readonly write: Request; readonly read: Request }
  /** What of the write the read does not show. */
  readonly lost: (write: Answered, read: Answered) => readonly string[]
}

/** The product of the run that everything is set for. */
const product = ({ own }: Asker) => own.of('createProduct', 'set')
const ofProduct = (ask: Asker) => ({ productId: product(ask).id })

/** The product in a category, which it can lose afterwards. */
const assigned = (ask: Asker) => {
  const write = ask.own.act('assignProductCategories', {
    params: ofProduct(ask),
    json: { categoryIds: [ask.own.named('category')] },
  })
  return { write, read: ask.own.look('listProductCategories', { params: ofProduct(ask), after: [write] }) }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Each in words, if there is any. */
const told = (what: string, each: readonly unknown[]): string[] => (each.length === 0 ? [] : [`${what} ${each.join(', ')}`])

/** Ids that a list should have and has not, or has and should not have. */
function otherIds(wanted: readonly unknown[], read: Answered): string[] {
  const ids = rowsOf(read).map(({ id }) => id)
  return [
    ...told(
      'no',
      wanted.filter((id) => !ids.includes(id)),
    ),
    ...told(
      'still',
      ids.filter((id) => !wanted.includes(id)),
    ),
  ]
}

/** The product with a value of one attribute. */
const attributed = (ask: Asker) => {
  const write = ask.own.of('createProductAttributes', 'set').create
  return { write, read: ask.own.look('listProductAttributes', { params: ofProduct(ask), after: [write] }) }
}

/** What of the attributes that were sent a list does not show: they are all that the product has. */
function lostAttributes(write: Answered, read: Answered): string[] {
  const wanted = listed(sent(write)['attributes']) as readonly Row[]
  const ids = wanted.map(({ attributeId }) => attributeId)
  const valueOf = (wantedId: unknown): Row => rowsOf(read).find(({ id }) => id === wantedId) ?? {}
  return [...otherIds(ids, read), ...wanted.flatMap(({ attributeId, value }) => differences({ value }, valueOf(attributeId)))]
}

const settings = {
  setAvailability: {
    ask: (ask) => {
      const params = { availabilityId: ask.own.of('recordStock', 'set').id }
      const write = ask.own.act('setAvailability', { params, json: { recalled: true } })
      return { write, read: ask.own.look('getAvailability', { params, after: [write] }) }
    },
    lost: (write, read) => differences(sent(write), data(read)),
  },
  upsertInventoryLevel: {
    ask: (ask) => {
      const locationId = somewhere(ask.own)
      const write = ask.own.act('upsertInventoryLevel', {
        json: { productMasterId: product(ask).id, locationId, minQuantity: 3, reorderQuantity: 5, maxQuantity: 7 },
      })
      return { write, read: ask.own.look('listProductInventoryLevels', { params: ofProduct(ask), after: [write] }) }
    },
    lost: (write, read) => {
      const row = rowsOf(read).find(({ locationId }) => locationId === sent(write)['locationId'])
      return row === undefined ? ['no row of the place'] : differences(sent(write), row)
    },
  },
  assignProductCategories: {
    ask: assigned,
    lost: (write, read) => otherIds(listed(sent(write)['categoryIds']), read),
  },
  applyProductCategories: {
    ask: (ask) => {
      const params = ofProduct(ask)
      const write = ask.own.act('applyProductCategories', { params, json: { categoryIds: [] }, after: [assigned(ask).read] })
      return { write, read: ask.own.look('listProductCategories', { params, after: [write] }) }
    },
    lost: (write, read) => otherIds(listed(sent(write)['categoryIds']), read),
  },
  createProductAttributes: {
    ask: attributed,
    lost: lostAttributes,
  },
  applyProductAttributes: {
    ask: (ask) => {
      const params = ofProduct(ask)
      const before = attributed(ask)
      const write = ask.own.act('applyProductAttributes', {
        params,
        json: { attributes: [{ attributeId: ask.own.named('attribute'), value: ask.own.mark('set-anew') }] },
        after: [before.read],
      })
      return { write, read: ask.own.look('listProductAttributes', { params, after: [write] }) }
    },
    lost: lostAttributes,
  },
  triggerAlert: {
    ask: (ask) => {
      const write = ask.own.of('triggerAlert', 'alert').create
      const query = [
        ['sortBy', 'createdAt'],
        ['sortOrder', 'desc'],
        ['limit', String(ask.contract.operations.listAlertHistory.list?.maxLimit)],
      ] as const
      return { write, read: ask.own.look('listAlertHistory', { query, after: [write] }) }
    },
    lost: (write, read) => {
      const id = member(write, 'data', 'id')
      return rowsOf(read).some((row) => row['id'] === id) ? [] : [`no ${shown(id)}`]
    },
  },
} as const satisfies Partial<Record<OperationId, Setting>>

export const settingRules = [
  probe({
    id: 'write/set-is-shown',
    level: 'MUST',
    cites: ['D03', 'practice: what was written can be read at once'],
    title: 'shows at once what a write has set for something, as it was sent',
    subjects: ({ operations }) =>
      (Object.keys(settings) as (keyof typeof settings)[]).map((id) => ({ operation: operations[id], setting: settings[id] })),
    ask: ({ setting }, ask) => setting.ask(ask),
    judge: ({ write, read }, { operation, setting }) => {
      if (write.reply.status !== operation.success.status) return fails(String(operation.success.status), describe(write), write)
      if (read.reply.status !== 200) return fails('200', describe(read), read)
      const lost = setting.lost(write, read)
      return holds(lost.length === 0, 'what was sent', lost.join('; '), read)
    },
    sabotage: ({ read }) => ({ read: altered(read, { status: 404 }) }),
  }),
]
