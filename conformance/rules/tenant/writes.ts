/** Writes of a second tenant on resources that the run created as the first tenant. */
import { available, type Resource } from '../../model/resource.ts'
import { as, type RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import { isKind, operationNamed, type Api } from '../../model/api.ts'
import { altered, member } from '../../model/exchange.ts'
import type { ForeignReference } from '../../model/profile.ts'
import { uniqueInBody } from '../../model/unique.ts'
import { hasId, operations, probe } from '../../model/rule.ts'
import { holds, firstFault, shown, unclear, fails, passes } from '../../model/judgement.ts'
import { namedFields } from '../../model/issues.ts'
import { describe, refused } from '../refusal.ts'
import { sampleWriteOf } from '../../resources/sample-writes.ts'
import { stateVisits } from '../../resources/lifecycles.ts'
import type { Request, WriteJson, WriteTarget } from '../../model/request.ts'
import { changed, creations, idsOf, makings, pathTo, reread, type Creation } from '../write/own-data.ts'

/** A write on one resource, the resource that it targets, and how that resource is read. */
interface Reach {
  readonly operation: Operation
  readonly own: Resource
  readonly read: (ask: RequestBuilder, after: readonly Request[]) => Request
  /** Requests that come before the write. */
  readonly after: readonly Request[]
}

/**
 * One resource of each kind that the rest of the run does not change. A resource that only steps of the run create is used at the end of
 * its lifecycle.
 */
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
    // A resource that a step creates, and that the target path returns.
    const item = api.paths.get(operation.path)?.GET
    const maker = item === undefined ? undefined : ask.resources.makerOf([item.id])
    if (item === undefined || maker === undefined) return []
    const own = ask.resources.of(maker, 'foreign')
    return [{ operation, own, after: [], read: (asker, after) => reread(item, own, asker, after) }]
  })
}

/** The resource that the second tenant targets; one for each kind, with no other use. */
const victim = ({ operation }: Creation, ask: RequestBuilder) => ask.resources.of(operation.id, 'foreign')

const references = (api: Api) =>
  Object.entries(api.profile.foreignReferences).map(([id, reference]) => ({ operation: operationNamed(api, id), ...reference }))

/** A write of the second tenant with this body, which must be rejected. */
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
    title: "returns 404 if a write targets another tenant's resource, and leaves the resource unchanged",
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
      if (before.reply.status !== 200) return unclear(`the resource of the first tenant returned ${describe(before)}`)
      // The example may refer to resources that the second tenant does not have; then that error comes first (D04).
      const isOther = attempt.reply.status === 400 && member(attempt, 'details', 'reason') === 'UNKNOWN_REFERENCE'
      const refusal = isOther ? passes : refused(attempt, context, { status: 404 })
      const others = changed(before, now, [])
      return firstFault([
        refusal,
        holds(
          now.reply.status === 200 && others.length === 0,
          'the resource unchanged',
          `${describe(now)}, changed: ${others.join(', ')}`,
          now,
        ),
      ])
    },
    sabotage: ({ attempt }) => ({ attempt: altered(attempt, { status: 200 }) }),
  }),
  probe({
    id: 'tenant/foreign-reference-refused',
    level: 'MUST',
    cites: ['D05', 'OWASP API1:2023'],
    title: "returns the same error for another tenant's id in a request body as for an unknown id",
    subjects: references,
    ask: (subject, ask) => {
      const unknown = ask.unknownId('reference', String(operationNamed(ask.api, subject.read).parameters[0]?.example))
      return {
        unknown: attempted(subject, unknown, 'foreign-unknown', ask),
        foreign: attempted(subject, ask.resources.of(subject.kind, 'foreign').id, 'foreign-known', ask),
      }
    },
    judge: ({ unknown, foreign }, _subject, context) => {
      if (unknown.reply.status < 400) return unclear(`an unknown id was not rejected (${describe(unknown)})`)
      const [wanted, seen] = [unknown, foreign].map((each) => [describe(each), ...namedFields(each)].join(', '))
      if (foreign.reply.status < 300 || wanted !== seen) return fails(`${String(wanted)}, as for an unknown id`, String(seen), foreign)
      return refused(foreign, context, { status: 400 })
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 201 }) }),
  }),
  probe({
    id: 'tenant/foreign-filter-finds-nothing',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "returns an empty list, not an error, if a filter has another tenant's id",
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
      return holds(rows === 0 && total === 0, 'an empty list with total 0', `${rows} items with total ${shown(total)}`, foreign)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { json: (body) => ({ ...body, data: [{ id: 'x' }] }) }) }),
  }),
  probe({
    id: 'tenant/unique-values-apart',
    level: 'SHOULD',
    cites: ['R01', 'practice: a unique value reveals nothing about other tenants'],
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
      if (first.reply.status !== 201) return unclear(`the first creation returned ${describe(first)}`)
      if ([401, 403, 429].includes(second.reply.status)) return unclear(`the creation by the second tenant returned ${describe(second)}`)
      return second.reply.status === 201 ? passes : fails('201', describe(second), second)
    },
    sabotage: ({ second }) => ({ second: altered(second, { status: 409 }) }),
  }),
]

/** Returns a valid body: of a step in the lifecycle of the resource, or of a write on a resource of the run. */
function foreignBody(operation: Operation, ask: RequestBuilder): WriteJson {
  const step = operation.transitions.find(({ when }) => when !== undefined)
  if (step?.when !== undefined) return { [step.when.property]: step.when.value }
  const { body } = sampleWriteOf(operation, ask.resources, ask.api)
  return body !== undefined && 'json' in body ? (body.json as WriteJson) : {}
}
