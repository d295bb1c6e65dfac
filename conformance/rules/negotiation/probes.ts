import { altered, header, json } from '../../exchange.ts'
import { fails, passes, probe, representative } from '../../rule.ts'
import { describe } from '../refusal.ts'

export const negotiationProbes = [
  probe({
    id: 'negotiation/any-accept-gives-json',
    level: 'MUST',
    cites: ['RFC 9110 §12.5.1', 'D12'],
    title: 'answers with JSON where `Accept` allows anything',
    subjects: representative,
    ask: ({ operation }, ask) => ({ control: ask.operation(operation), any: ask.operation(operation, { headers: { Accept: '*/*' } }) }),
    judge: ({ any }) => (any.reply.status === 200 && json(any) !== undefined ? passes : fails('200 with JSON', describe(any))),
    sabotage: ({ any }) => ({ any: altered(any, { status: 406 }) }),
  }),
  probe({
    id: 'negotiation/unacceptable-accept-harmless',
    level: 'SHOULD',
    cites: ['RFC 9110 §15.5.7', 'D12'],
    title: 'answers an `Accept` that it cannot meet with 406 or with JSON',
    subjects: representative,
    ask: ({ operation }, ask) => ({
      control: ask.operation(operation),
      planted: ask.operation(operation, { headers: { Accept: 'application/xml' } }),
    }),
    judge: ({ planted }) => {
      const { status } = planted.reply
      if (status !== 406 && status !== 200) return fails('406 or 200', describe(planted))
      return json(planted) !== undefined ? passes : fails('JSON', header(planted, 'content-type') ?? 'no Content-Type')
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
  }),
  probe({
    id: 'negotiation/encoding-truthful',
    level: 'SHOULD',
    cites: ['RFC 9110 §8.4', 'RFC 9110 §12.5.3'],
    title: 'compresses only where it was asked to, and says so',
    subjects: representative,
    ask: ({ operation }, ask) => ({ control: ask.operation(operation) }),
    judge: ({ control }) => {
      const coding = header(control, 'content-encoding')
      return coding === undefined || coding === 'identity' ? passes : fails('no Content-Encoding', coding)
    },
    sabotage: ({ control }) => ({ control: altered(control, { headers: { 'Content-Encoding': 'gzip' } }) }),
  }),
] as const
