import { brokenJson } from '../../model/request-builder.ts'
import { altered, header, json } from '../../model/exchange.ts'
import { looksForItself } from '../../guard/targets.ts'
import { fails, holds, passes, unclear } from '../../model/judgement.ts'
import { hasId, operations, probe, representative } from '../../model/rule.ts'
import { oneBody } from '../error/body-faults.ts'
import { describe, refused } from '../refusal.ts'
import { codingOf } from './coding.ts'
import { unusual } from '../unusual.ts'

export const negotiationProbes = [
  probe({
    id: 'negotiation/any-accept-gives-json',
    level: 'MUST',
    cites: ['RFC 9110 §12.5.1', 'D12'],
    title: 'returns JSON if `Accept` allows any media type',
    subjects: representative,
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      together: unusual(operation, ask),
      any: ask.read(operation, { headers: { Accept: '*/*' } }),
    }),
    covers: ({ operation }, ask) => ({ any: [{ request: unusual(operation, ask), status: 200 }] }),
    judge: ({ any }) => (any.reply.status === 200 && json(any) !== undefined ? passes : fails('200 with JSON', describe(any))),
    sabotage: ({ any }) => ({ any: altered(any, { status: 406 }) }),
  }),
  probe({
    id: 'negotiation/unacceptable-accept-harmless',
    level: 'SHOULD',
    cites: ['RFC 9110 §15.5.7', 'D12'],
    title: 'returns 406 or JSON if it cannot meet the `Accept` header',
    subjects: representative,
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { headers: { Accept: 'application/xml' } }),
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
    title: 'compresses a response only if the request allows it, and declares it in `Content-Encoding`',
    judgesCut: true,
    subjects: representative,
    ask: ({ operation }, ask) => ({
      // Without the header, any coding is acceptable (RFC 9110 §12.5.3); with this value, none is.
      plain: ask.read(operation, { headers: { 'Accept-Encoding': 'identity' } }),
      packed: ask.read(operation, { headers: { 'Accept-Encoding': 'gzip' } }),
    }),
    covers: ({ operation }, ask) => ({ plain: [{ request: unusual(operation, ask), status: 200 }] }),
    judge: ({ plain, packed }) => {
      const unasked = codingOf(plain)
      if (plain.reply.status !== 200) return fails('200', describe(plain), plain)
      if (unasked !== undefined) return fails('no Content-Encoding, because the request accepts only identity', unasked, plain)
      if (packed.reply.status !== 200) return fails('200', describe(packed), packed)
      const coding = codingOf(packed)
      if (coding === undefined) return holds(json(packed) !== undefined, 'JSON', 'a body that is not valid JSON', packed)
      if (coding !== 'gzip') return fails('gzip or no Content-Encoding', coding, packed)
      return holds(json(packed) !== undefined, 'JSON in gzip', `Content-Encoding: ${coding}, but no JSON in it`, packed)
    },
    sabotage: ({ packed }) => ({ packed: altered(packed, { headers: { 'Content-Encoding': 'gzip' }, text: 'neither gzip nor JSON' }) }),
  }),
  probe({
    id: 'negotiation/wrong-media-type-refused',
    level: 'MUST',
    cites: ['R05', 'D03'],
    title: 'returns 415 if a request body is not sent as `application/json`',
    subjects: (api) => operations((operation) => operation.body !== undefined && !looksForItself(api, operation))(api),
    ask: ({ operation }, ask) => ({
      // The request has no effect if the media type is not checked: the ids are unknown, and the body is not JSON.
      planted: ask.write(operation, {
        params: ask.unknownParams(operation),
        effect: 'refused',
        body: brokenJson,
        headers: { 'Content-Type': 'text/plain' },
      }),
    }),
    judge: ({ planted }, { operation }, context) =>
      planted.reply.status === 404 && hasId(operation)
        ? unclear('404 returned before the media type was checked')
        : refused(planted, context, { status: 415 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'negotiation/charset-accepted',
    level: 'SHOULD',
    cites: ['D12', 'RFC 9110 §8.3'],
    title: 'accepts `application/json; charset=utf-8` as `application/json`, in upper or lower case',
    subjects: (api) =>
      oneBody(api).flatMap((subject) =>
        ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'].map((type) => ({ ...subject, type, about: type })),
      ),
    ask: ({ operation, type }, ask) => ({
      plain: ask.write(operation, { body: { text: JSON.stringify({}) }, effect: 'refused' }),
      labelled: ask.write(operation, { body: { text: JSON.stringify({}) }, effect: 'refused', headers: { 'Content-Type': type } }),
    }),
    // Both bodies are incomplete: both must be parsed, and rejected for that.
    judge: ({ plain, labelled }) =>
      plain.reply.status !== 400
        ? unclear(`the control request with an incomplete body returned ${describe(plain)} instead of 400`)
        : holds(describe(labelled) === describe(plain), describe(plain), describe(labelled), labelled),
    sabotage: ({ labelled }) => ({ labelled: altered(labelled, { status: 415 }) }),
  }),
]
