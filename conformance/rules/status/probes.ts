import { altered, member } from '../../exchange.ts'
import { exampleBody } from '../../ask.ts'
import { fails, hasId, operations, passes, probe, representative } from '../../rule.ts'
import { describe, refused } from '../refusal.ts'

export const statusProbes = [
  probe({
    id: 'status/documented-read-succeeds',
    level: 'MUST',
    cites: ['R08'],
    title: 'answers every documented read with 200',
    smoke: true,
    subjects: (contract, ask) =>
      operations(({ method }) => method === 'GET')(contract).filter(({ operation }) => ask.isReachable(operation)),
    ask: ({ operation }, ask) => ({ read: ask.operation(operation) }),
    judge: ({ read }, { operation }) => {
      const { status } = read.reply
      if (status === operation.success.status) return passes
      if (status === 403) return { is: 'inconclusive', missing: `a key with ${operation.permissions.join(', ')}` }
      return fails(String(operation.success.status), describe(read))
    },
    sabotage: ({ read }) => ({ read: altered(read, { status: 404 }) }),
  }),
  probe({
    id: 'status/unknown-id-not-found',
    level: 'MUST',
    cites: ['R08', 'D05'],
    title: 'answers an unknown id with 404',
    subjects: operations(hasId),
    ask: ({ operation }, ask) => ({
      planted: ask.operation(operation, {
        params: ask.unknownParams(operation),
        ...(operation.body?.required ? { body: { json: exampleBody(operation) } } : {}),
      }),
    }),
    judge: ({ planted }, { operation }, bench) => {
      // The example's body may name things that this deployment does not have; then D04 puts that refusal first.
      const isOther = planted.reply.status === 400 && member(planted, 'details', 'reason') === 'UNKNOWN_REFERENCE'
      return isOther && operation.body !== undefined ? passes : refused(planted, bench, { status: 404 })
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'status/malformed-id-not-found',
    level: 'MUST',
    cites: ['D12'],
    title: 'answers an id that cannot exist with 404, like an unknown one',
    subjects: (contract) =>
      operations((operation) => hasId(operation) && operation.method === 'GET')(contract)
        .slice(0, 1)
        .flatMap((subject) =>
          [
            { about: 'the id 0', id: '0' },
            { about: 'an id with a quote', id: "' OR 1=1 --" },
            { about: 'an id of 300 characters', id: 'x'.repeat(300) },
          ].map((odd) => ({ ...subject, ...odd })),
        ),
    ask: ({ operation, id }, ask) => ({
      planted: ask.operation(operation, {
        params: Object.fromEntries(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => [name, id])),
      }),
    }),
    judge: ({ planted }, _subject, bench) => refused(planted, bench, { status: 404 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'status/undocumented-method-not-allowed',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §15.5.6'],
    title: 'answers an undocumented method on a documented path with 405',
    subjects: (contract, ask) =>
      [...contract.paths.keys()].slice(0, 2).flatMap((path) => {
        const method = ask.undocumentedMethod(path)
        const some = Object.values(contract.paths.get(path) ?? {})[0]
        return method === undefined || some === undefined ? [] : [{ about: `${method} ${path}`, method, path, some }]
      }),
    ask: ({ path, method, some }, ask) => ({ planted: ask.outside(path, method, { params: ask.unknownParams(some) }) }),
    judge: ({ planted }, _subject, bench) => refused(planted, bench, { status: 405 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 404 }) }),
  }),
  probe({
    id: 'status/unknown-path-not-found',
    level: 'MUST',
    cites: ['R08', 'D04'],
    title: 'answers an unknown path with 404',
    subjects: () => [{ about: 'an unknown path' }],
    ask: (_subject, ask) => ({ planted: ask.outside(`/${ask.invented('unknown path', 12)}`, 'GET') }),
    judge: ({ planted }, _subject, bench) => refused(planted, bench, { status: 404 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'status/head-equals-get',
    level: 'MUST',
    cites: ['RFC 9110 §9.3.2'],
    title: 'answers HEAD with the status of GET',
    subjects: representative,
    ask: ({ operation }, ask) => ({ control: ask.operation(operation), head: ask.operation(operation, { method: 'HEAD' }) }),
    judge: ({ control, head }) =>
      head.reply.status === control.reply.status ? passes : fails(String(control.reply.status), String(head.reply.status)),
    sabotage: ({ head }) => ({ head: altered(head, { status: 405 }) }),
  }),
] as const
