/** What a second tenant may not do to what the run has made as the first one. */
import { available, type Resource } from '../../model/resource.ts'
import { as, type RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import { isKind, operationNamed, type Api } from '../../model/api.ts'
import { altered, member } from '../../model/exchange.ts'
import type { ForeignReference } from '../../model/profile.ts'
import { uniqueInBody } from '../../model/unique.ts'
import { hasId, operations, probe } from '../../model/rule.ts'
import { holds, firstFault, shown, unclear, fails, passes } from '../../model/judgement.ts'
import { describe, namedFields, refused } from '../refusal.ts'
import { sampleWriteOf } from '../../resources/sample-writes.ts'
import { stateVisits } from '../../resources/lifecycles.ts'
import type { Request, WriteJson, WriteTarget } from '../../model/request.ts'
import { changed, creations, idsOf, makings, pathTo, reread, type Creation } from '../write/own-data.ts'

/** A write on one thing, something for it to reach for, and how that is shown. */
interface Reach {
  readonly operation: Operation
  readonly own: Resource
  readonly read: (ask: RequestBuilder, after: readonly Request[]) => Request
  /** What comes before anybody reaches for it. */
  readonly after: readonly Request[]
}

/** One thing of each kind that nothing else of the run changes; what only the run's own steps lead to, at the end of its way. */
function reaches(api: Api, ask: RequestBuilder): Reach[] {
  const made = creations(api)
  const led = stateVisits(api, ask.resources)
  const writes = operations((operation) => operation.method !== 'GET' && hasId(operation))(api)
  return available(writes, ({ operation }): Reach[] => {
    const creation = made.find((each) => each.operation.links.some(({ to }) => to === operation.id))
    if (creation !== undefined) {
      const own = victim(creation, ask)
      return [{ operation, own, after: [], read: (asker, after) => reread(creation.item, own, asker, after) }]
    }
    const parameters = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
    const last = led.findLast(({ machine }) => parameters.includes(machine.parameter))
    if (last !== undefined) return [{ operation, own: last.own, after: [last.read], read: (_asker, after) => ({ ...last.read, after }) }]
    // What is made on the way, and shown where the write goes to.
    const item = api.paths.get(operation.path)?.GET
    const maker = item === undefined ? undefined : ask.resources.makerOf([item.id])
    if (item === undefined || maker === undefined) return []
    const own = ask.resources.of(maker, 'foreign')
    return [{ operation, own, after: [], read: (asker, after) => reread(item, own, asker, after) }]
  })
}

/** The thing that the second tenant reaches for; one for each kind, and for nothing else. */
const victim = ({ operation }: Creation, ask: RequestBuilder) => ask.resources.of(operation.id, 'foreign')

const references = (api: Api) =>
  Object.entries(api.profile.foreignReferences).map(([id, reference]) => ({ operation: operationNamed(api, id), ...reference }))

/** A write of the second tenant with such a body, which has to be refused. */
function attempted(
  { operation, body }: { readonly operation: Operation; readonly body: ForeignReference['body'] },
  id: WriteTarget,
  purpose: string,
  ask: RequestBuilder,
): Request {
  const change = body(id, ask.makeUp(ask.invented('another', 20)))
  const credential = as('other')
  if (isKind(ask.api, operation.id)) return ask.resources.of(operation.id, purpose, { change, credential, isRefused: true }).create
  const named = Object.fromEntries(
    Object.entries(ask.api.profile.neededReferences)
      .filter(([name]) => operation.body?.schema.properties?.[name] !== undefined)
      .map(([name, kind]) => [name, ask.resources.named(kind)]),
  )
  return ask.resources.act(operation.id, { json: { ...named, ...change }, credential, isRefused: true })
}

export const tenantWrites = [
  probe({
    id: 'tenant/foreign-write-refused',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "refuses to change, delete or move on another tenant's things with 404, and leaves them as they are",
    subjects: reaches,
    ask: ({ operation, own, read, after }, ask) => {
      const before = read(ask, after)
      const attempt = ask.write(operation, {
        params: pathTo(own, operation),
        ...(operation.body === undefined ? {} : { body: { json: foreignBody(operation, ask) } }),
        credential: as('other'),
        effect: 'own',
        isRefused: true,
        after: [before],
      })
      return { before, attempt, now: read(ask, [attempt]) }
    },
    judge: ({ before, attempt, now }, _subject, context) => {
      if (before.reply.status !== 200) return unclear(`something to reach for (it was answered ${describe(before)})`)
      // The example may name things that the second tenant does not have either; then D04 puts that refusal first.
      const isOther = attempt.reply.status === 400 && member(attempt, 'details', 'reason') === 'UNKNOWN_REFERENCE'
      const refusal = isOther ? passes : refused(attempt, context, { status: 404 })
      const others = changed(before, now, [])
      return firstFault([
        refusal,
        holds(now.reply.status === 200 && others.length === 0, 'it as it was', `${describe(now)}, another ${others.join(', ')}`, now),
      ])
    },
    sabotage: ({ attempt }) => ({ attempt: altered(attempt, { status: 200 }) }),
  }),
  probe({
    id: 'tenant/foreign-reference-refused',
    level: 'MUST',
    cites: ['D05', 'OWASP API1:2023'],
    title: "refuses another tenant's id in a body like an unknown one",
    subjects: references,
    ask: (subject, ask) => {
      const unknown = ask.unknownId('reference', String(operationNamed(ask.api, subject.read).parameters[0]?.example))
      return {
        unknown: attempted(subject, unknown, 'foreign-unknown', ask),
        foreign: attempted(subject, ask.resources.of(subject.kind, 'foreign').id, 'foreign-known', ask),
      }
    },
    judge: ({ unknown, foreign }, _subject, context) => {
      if (unknown.reply.status < 400) return unclear(`a refusal of an unknown id (it was answered ${describe(unknown)})`)
      const [wanted, seen] = [unknown, foreign].map((each) => [describe(each), ...namedFields(each)].join(', '))
      if (foreign.reply.status < 300 || wanted !== seen) return fails(String(wanted), String(seen), foreign)
      return refused(foreign, context, { status: 400 })
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 201 }) }),
  }),
  probe({
    id: 'tenant/foreign-filter-finds-nothing',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "finds nothing by another tenant's id in a filter, and does not refuse it",
    subjects: ({ lists, profile: { foreignFilter: filter } }) =>
      filter === undefined
        ? []
        : lists
            .filter(
              (operation) =>
                !hasId(operation) &&
                operation.list.columns.includes(filter.property) &&
                operation.list.filters.some(({ name }) => name === filter.property),
            )
            .map((operation) => ({ operation, filter })),
    ask: ({ operation, filter }, ask) => {
      const { id, after } = filter.ask(ask.resources)
      return { foreign: ask.read(operation, { query: [[filter.property, id]], credential: as('other'), after }) }
    },
    judge: ({ foreign }) => {
      if (foreign.reply.status !== 200) return fails('200 with an empty list', describe(foreign), foreign)
      const rows = idsOf(foreign).length
      const total = member(foreign, 'pagination', 'total')
      return holds(rows === 0 && total === 0, 'an empty list with total 0', `${rows} rows with total ${shown(total)}`, foreign)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { json: (body) => ({ ...body, data: [{ id: 'x' }] }) }) }),
  }),
  probe({
    id: 'tenant/unique-values-apart',
    level: 'SHOULD',
    cites: ['R01', 'practice: a unique value tells nothing of other tenants'],
    title: 'lets two tenants use the same unique value',
    subjects: (api) =>
      makings(api)
        .filter(({ operation }) => uniqueInBody(api, operation).some(({ within }) => within.length === 0))
        .slice(0, 1),
    ask: ({ operation }, ask) => ({
      first: ask.resources.of(operation.id, 'foreign').create,
      second: ask.resources.of(operation.id, 'foreign', { credential: as('other') }).create,
    }),
    judge: ({ first, second }) => {
      if (first.reply.status !== 201) return unclear(`a creation (it was answered ${describe(first)})`)
      if ([401, 403, 429].includes(second.reply.status)) return unclear(`the second tenant was answered ${describe(second)}`)
      return second.reply.status === 201 ? passes : fails('201', describe(second), second)
    },
    sabotage: ({ second }) => ({ second: altered(second, { status: 409 }) }),
  }),
]

/** A body that is as documented: a step of the resource's life, or that of a write on what is the run's own. */
function foreignBody(operation: Operation, ask: RequestBuilder): WriteJson {
  const step = operation.transitions.find(({ when }) => when !== undefined)
  if (step?.when !== undefined) return { [step.when.property]: step.when.value }
  const { body } = sampleWriteOf(operation, ask.resources, ask.api)
  return body !== undefined && 'json' in body ? (body.json as WriteJson) : {}
}
