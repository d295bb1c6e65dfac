/**
 * The lifecycle of a resource: created, found, changed, replaced, rejected as a duplicate. The file is long because it lists all rules of
 * this kind, in the order of the catalogue.
 */
import type { Operation } from '../../../spec/contract.ts'
import { rewritten } from '../../model/rewritten.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import { isReference, type Request, type WriteJson } from '../../model/request.ts'
import { uniqueInBody } from '../../model/unique.ts'
import { valueAt } from '../../../spec/contract.ts'
import { altered, header, json, type Answered } from '../../model/exchange.ts'
import { available, ifAvailable } from '../../model/resource.ts'
import { sampleWriteOf } from '../../resources/sample-writes.ts'
import { fails, firstFault, holds, passes, shown, unclear, type Judgement } from '../../model/judgement.ts'
import { operations, probe, representative } from '../../model/rule.ts'
import { narrowing, rotation } from '../authentication/keys.ts'
import { describe, refused } from '../refusal.ts'
import {
  changed,
  creations,
  data,
  differences,
  differing,
  idsOf,
  life,
  listed,
  made,
  makings,
  newest,
  pathTo,
  reread,
  sent,
  spoiled,
  withData,
} from './own-data.ts'
import { changes, cleared, createdWith, textOf, untouched, patched, bound, replaced, settled, paramsOf, type Change } from './changes.ts'

/** A second creation with other marks, and with everything that only the server sets. It refers to the same resources as the first. */
function rejectedCreation(operation: Operation, ask: RequestBuilder): Request {
  const own = life({ operation }, ask)
  const { remark } = ask.api.profile
  // The resources that it refers to may be in the same list, with the mark of the same purpose.
  const marked =
    remark === undefined || operation.body?.schema.properties?.[remark] === undefined
      ? {}
      : { [remark]: ask.resources.mark('refused-alone') }
  const body = rewritten(createdWith(own), (value) => {
    if (isReference(value)) return [value]
    return typeof value === 'string' && /^conf[-_]/.test(value) ? [value.replace(/(?<=[-_])life(?![a-z])/, 'refused')] : undefined
  }) as Readonly<Record<string, WriteJson>>
  return ask.resources.of(operation.id, 'life', {
    ...paramsOf(own),
    body: { ...body, ...marked, no_such_property: 'x', ...settableByServer(operation) },
    isRefused: true,
  }).create
}

/** The newest items of a list after a creation and, if there is one, after a rejected creation. */
function newestAfterBoth(operation: Operation, ask: RequestBuilder): Request | undefined {
  const own = life({ operation }, ask)
  const hasRejected = creations(ask.api).some((each) => each.operation === operation)
  return newest(operation, own, ask, [own.create, ...(hasRejected ? [rejectedCreation(operation, ask)] : [])])
}

/** The replacement by an operation that other rules request too. A change by PATCH is sent once more, with other properties. */
function replacementBy(operation: Operation, ask: RequestBuilder): Request | undefined {
  const put = changes('PUT')(ask.api).find(({ change }) => change === operation)
  return put && ifAvailable(() => replaced(put, ask).put)
}

/** The changes of keys that other rules request. */
const keyChanges = (ask: RequestBuilder): Request[] =>
  available(representative(ask.api), ({ operation }) => [rotation(operation, ask).rotate, narrowing(operation, ask).narrow])

const writes = operations(({ method }) => method !== 'GET')

/** `clear` is absent if the resource has no value to remove. */
interface PatchRequests {
  readonly before: Request
  readonly change: Request
  readonly now: Request
  readonly clear: Request
}

/** A change with a fault in its body, between two reads of its resource. */
function refusedChange(subject: Change, ask: RequestBuilder) {
  const own = life(subject, ask)
  const before = settled(subject, ask)
  const attempt = ask.write(subject.change, {
    params: pathTo(own, subject.change),
    body: { json: { ...bound(own, subject.change, ask, 'refused'), ...spoiled(subject.change) } },
    effect: 'own',
    isRefused: true,
    after: [before],
  })
  return { before, attempt, now: reread(subject.item, own, ask, [attempt]) }
}

/** Judges whether a PATCH changes what was sent, and nothing else. */
function changesOnly(change: Answered, before: Answered, now: Answered): Judgement {
  if (change.reply.status !== 200) return fails('200', describe(change), change)
  const wrong = differences(sent(change), data(now))
  if (wrong.length > 0) return fails('the values that were sent', wrong.join('; '), now)
  const others = changed(before, now, [...Object.keys(sent(change)), 'updatedAt'])
  return holds(others.length === 0, 'no other change', `changed: ${others.join(', ')}`, now)
}

export const lifeCycle = [
  probe({
    id: 'write/documented-write-succeeds',
    level: 'MUST',
    cites: ['R08', 'D03'],
    title: 'performs every documented write on resources that the client itself created',
    subjects: writes,
    ask: ({ operation }, ask) => ({ deed: replacementBy(operation, ask) ?? sampleWriteOf(operation, ask.resources, ask.api) }),
    covers: ({ operation }, ask) => {
      const change = keyChanges(ask).find((each) => each.operation === operation.id)
      return change === undefined ? {} : { deed: [{ request: change, status: operation.success.status }] }
    },
    judge: ({ deed }, { operation }) => {
      if (deed.reply.status === operation.success.status) return passes
      return fails(String(operation.success.status), describe(deed))
    },
    sabotage: ({ deed }) => ({ deed: altered(deed, { status: 409 }) }),
  }),
  probe({
    id: 'write/created-is-readable',
    level: 'MUST',
    cites: ['D03', 'practice: a write is visible to reads immediately'],
    title: 'returns a created resource immediately, with the values that were sent',
    subjects: creations,
    ask: ({ operation, item }, ask) => {
      const own = life({ operation }, ask)
      return { create: own.create, read: reread(item, own, ask, []) }
    },
    judge: ({ create, read }, { id, item }) => {
      if (create.reply.status !== 201) return unclear(`the creation returned ${describe(create)}`)
      if (read.reply.status !== 200) return fails('200', describe(read), read)
      if (item.list !== undefined && idsOf(read).length !== 1) return fails('one item with the id', `${idsOf(read).length} items`, read)
      const wrong = differences(sent(create), data(read))
      if (wrong.length > 0) return fails('the values that were sent', wrong.join('; '), read)
      const [answered, kept] = [made(create, id), data(read)]
      const common = differing(answered, kept).filter((name) => Object.hasOwn(answered, name) && Object.hasOwn(kept, name))
      return holds(common.length === 0, 'the values that the creation returned', `different ${common.join(', ')}`, read)
    },
    sabotage: ({ read }) => ({ read: altered(read, { status: 404 }) }),
  }),
  probe({
    id: 'write/created-is-listed',
    level: 'SHOULD',
    cites: ['practice: a write is visible in lists immediately'],
    title: 'lists a created resource immediately',
    subjects: (api, ask) => listed(makings(api), ask),
    ask: ({ operation }, ask) => {
      const own = life({ operation }, ask)
      return { create: own.create, list: newestAfterBoth(operation, ask) ?? own.create }
    },
    judge: ({ create, list }, subject) => {
      const id = create.reply.status === 201 ? valueAt(json(create)?.value, subject.id) : undefined
      if (id === undefined) return unclear('the creation returned no 201 with an id')
      if (list.reply.status !== 200) return unclear(`the list returned ${describe(list)}`)
      return holds(idsOf(list).includes(id), `${shown(id)} among the newest items`, 'the list does not contain it', list)
    },
    sabotage: ({ list }) => ({ list: altered(list, { json: (body) => ({ ...body, data: [] }) }) }),
  }),
  probe({
    id: 'write/location-leads-to-it',
    level: 'MUST',
    cites: ['D03', 'RFC 9110 §15.3.2'],
    title: 'sends a `Location` with 201 that leads to the created resource',
    subjects: makings,
    ask: ({ operation }, ask) => ({ create: life({ operation }, ask).create }),
    judge: ({ create }, { operation, id: pointer }, { api }) => {
      if (create.reply.status !== 201) return unclear(`the creation returned ${describe(create)}`)
      const location = header(create, 'location')
      if (location === undefined) return fails('a Location header', 'no Location header', create)
      const id = valueAt(json(create)?.value, pointer)
      const target = new URL(location, create.request.url)
      const named = [target.pathname.split('/').at(-1), target.searchParams.get('id')].map((each) => decodeURIComponent(each ?? ''))
      // A resource without its own URL is read from its list.
      const isList =
        !target.searchParams.has('id') && target.pathname.endsWith(new URL(create.request.url).pathname.split('/').at(-1) ?? '')
      const hasAddress = operation.links.some(
        ({ to, parameters }) => api.operations[to]?.method === 'GET' && Object.values(parameters).includes(pointer),
      )
      return holds(named.includes(String(id)) || (!hasAddress && isList), `a URL that ends in ${shown(id)}`, location, create)
    },
    sabotage: ({ create }) => ({ create: altered(create, { headers: { Location: '/elsewhere/1' } }) }),
  }),
  probe({
    id: 'write/patch-changes-named-only',
    level: 'MUST',
    cites: ['RFC 5789 §2', 'RFC 7396 §1'],
    title: 'changes the properties that were sent with PATCH, and no others',
    subjects: changes('PATCH'),
    ask: (subject, ask) => {
      const change = patched(subject, ask)
      const now = reread(subject.item, life(subject, ask), ask, [change])
      // A request of its own, because a deployment that resets omitted properties also sets them to null. Other rules read the resource before.
      const clear = cleared(subject, ask, [refusedChange(subject, ask).now])
      return { before: untouched(subject, ask), change, now, ...(clear === undefined ? {} : { clear }) } as PatchRequests
    },
    judge: (answers) => {
      const { before, change, now } = answers
      const clear = answers.clear as Answered | undefined
      return firstFault([changesOnly(change, before, now), ...(clear === undefined ? [] : [changesOnly(clear, now, clear)])])
    },
    sabotage: ({ before }) => ({ now: before }),
  }),
  probe({
    id: 'write/put-replaces',
    level: 'MUST',
    cites: ['RFC 9110 §9.3.4'],
    title: 'replaces the whole resource with PUT: omitted properties return to their defaults',
    subjects: changes('PUT'),
    ask: (subject, ask) => {
      const { put, first } = replaced(subject, ask)
      return { put, now: first }
    },
    judge: ({ put, now }, { change }) => {
      if (put.reply.status !== 200) return fails('200', describe(put), put)
      const defaults = Object.entries(change.body?.schema.properties ?? {})
        .filter(([name, schema]) => !(name in sent(put)) && schema.default !== undefined)
        .map(([name, schema]) => [name, schema.default] as const)
      const wrong = differences({ ...sent(put), ...Object.fromEntries(defaults) }, data(now))
      return holds(wrong.length === 0, 'the values that were sent, and defaults for the rest', wrong.join('; '), now)
    },
    sabotage: ({ put, now }) => ({
      now: altered(now, { json: (body) => withData(body, Object.fromEntries(Object.keys(sent(put)).map((name) => [name, 'as before']))) }),
    }),
  }),
  probe({
    id: 'write/put-idempotent',
    level: 'MUST',
    cites: ['RFC 9110 §9.2.2'],
    title: 'has the same result if the same PUT is sent twice',
    subjects: changes('PUT'),
    ask: replaced,
    judge: ({ put, first, again, second }) => {
      if (put.reply.status !== 200) return unclear(`the replacement returned ${describe(put)}`)
      if (again.reply.status !== 200) return fails('200', describe(again), again)
      const others = changed(first, second, ['updatedAt'])
      return holds(others.length === 0, 'no change by the second PUT', `changed: ${others.join(', ')}`, second)
    },
    sabotage: ({ again }) => ({ again: altered(again, { status: 409 }) }),
  }),
  probe({
    id: 'write/refused-change-changes-nothing',
    level: 'MUST',
    cites: ['D10'],
    title: 'changes nothing if it rejects a change',
    subjects: (api) => [...changes('PATCH')(api), ...changes('PUT')(api)],
    ask: refusedChange,
    judge: ({ before, attempt, now }, _subject, context) => {
      const refusal = refused(attempt, context, { status: 400 })
      const others = changed(before, now, [])
      return firstFault([
        attempt.reply.status < 300 ? refusal : passes,
        holds(others.length === 0, 'no change', `changed: ${others.join(', ')}`, now),
        refusal,
      ])
    },
    sabotage: ({ now }) => ({ now: altered(now, { json: (body) => withData(body, { name: 'changed nevertheless' }) }) }),
  }),
  probe({
    id: 'write/refused-creation-leaves-nothing',
    level: 'MUST',
    cites: ['D10'],
    title: 'creates nothing if it rejects a creation',
    subjects: (api, ask) => listed(creations(api), ask),
    ask: ({ operation }, ask) => {
      const attempt = rejectedCreation(operation, ask)
      return { attempt, list: newestAfterBoth(operation, ask) ?? attempt }
    },
    judge: ({ attempt, list }, _subject, context) => {
      const text = list.reply.body.toString('utf8')
      const marks = Object.values(sent(attempt)).filter((each): each is string => typeof each === 'string' && /^conf[-_]/.test(each))
      const refusal = refused(attempt, context, { status: 400 })
      return firstFault([
        attempt.reply.status < 300 ? refusal : passes,
        holds(!marks.some((mark) => text.includes(mark)), 'no item with the values of the rejected body', 'such an item in the list', list),
        refusal,
      ])
    },
    sabotage: ({ attempt }) => ({ attempt: altered(attempt, { status: 201 }) }),
  }),
  probe({
    id: 'write/server-properties-refused',
    level: 'MUST',
    cites: ['D10', 'OWASP API3:2023'],
    title: 'returns 400 if a complete body has a property that only the server sets, and names that property',
    subjects: (api) =>
      creations(api).flatMap((creation) =>
        Object.keys(settableByServer(creation.operation)).map((name) => ({ ...creation, name, about: `with ${name}` })),
      ),
    ask: ({ operation, name }, ask) => ({
      create: life({ operation }, ask).create,
      // All of them in one body; each alone only if the rejection does not name it.
      together: rejectedCreation(operation, ask),
      planted: withServerProperties(
        operation,
        Object.fromEntries(Object.entries(settableByServer(operation)).filter(([each]) => each === name)),
        ask,
      ),
    }),
    covers: ({ operation, name }, ask) => ({
      planted: [{ request: rejectedCreation(operation, ask), status: 400, names: [`/${name}`] }],
    }),
    judge: ({ create, planted }, { name }, context) =>
      create.reply.status === 201
        ? refused(planted, context, { status: 400, field: `/${name}` })
        : unclear(`the creation without the property returned ${describe(create)}`),
    sabotage: ({ create }) => ({ planted: create }),
  }),
  probe({
    id: 'write/duplicate-refused',
    level: 'MUST',
    cites: ['D03'],
    title: 'returns 409 with `DUPLICATE` if a second resource has the same unique value',
    subjects: (api) => makings(api).filter(({ operation }) => uniqueInBody(api, operation).length > 0),
    ask: ({ operation }, ask) => {
      const first = life({ operation }, ask).create
      const second = ask.resources.of(operation.id, 'life', { after: [first], isRefused: true }).create
      return { first, second }
    },
    judge: ({ first, second }, _subject, context) =>
      first.reply.status === 201
        ? refused(second, context, { status: 409, reason: 'DUPLICATE' })
        : unclear(`the first creation returned ${describe(first)}`),
    sabotage: ({ second }) => ({ second: altered(second, { status: 201 }) }),
  }),
  probe({
    id: 'write/text-kept-verbatim',
    level: 'MUST',
    cites: ['OWASP API8:2023', 'practice: text is data'],
    title: 'stores text that looks like SQL, markup, a template or a path unchanged, or rejects it',
    subjects: (api) =>
      creations(api)
        .flatMap((creation) => {
          const text = textOf(creation.operation, api)
          return text === undefined ? [] : [{ ...creation, text }]
        })
        .slice(0, 1),
    ask: ({ operation, item, text }, ask) => {
      const odd = `${ask.resources.mark('odd')} Robert'); DROP TABLE products;-- <script>alert(1)</script> {{7*7}} \${7*7} ../../etc/passwd %00 Ünïcödé 日本 🦊`
      const own = ask.resources.of(operation.id, 'odd', { change: { [text]: odd } })
      return { create: own.create, read: reread(item, own, ask, []) }
    },
    judge: ({ create, read }) => {
      const { status } = create.reply
      if (status === 400) return passes
      if (status !== 201) return fails('201 or 400', describe(create), create)
      const wrong = differences(sent(create), data(read))
      return holds(wrong.length === 0, 'the values that were sent', wrong.join('; '), read)
    },
    sabotage: ({ read }, { text }) => ({ read: altered(read, { json: (body) => withData(body, { [text]: 'cleaned' }) }) }),
  }),
]

/** A second creation with some properties that only the server sets. */
function withServerProperties(operation: Operation, change: Readonly<Record<string, string>>, ask: RequestBuilder): Request {
  const own = life({ operation }, ask)
  return ask.resources.of(operation.id, 'life', { ...paramsOf(own), change, after: [own.create], isRefused: true }).create
}

const settableByServer = ({ body }: Operation): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(serverProperties).filter(([name]) => body?.schema.properties?.[name] === undefined))

/** Properties that only the server sets, with values that a client could try to set. */
const serverProperties = { id: 'own_choice_1', tenantId: 'another_tenant', createdAt: '2020-01-01T00:00:00Z', status: 'ACTIVE' } as const
