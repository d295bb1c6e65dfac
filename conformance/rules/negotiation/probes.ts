import { brokenJson } from '../../model/request-builder.ts'
import { altered, header, json } from '../../model/exchange.ts'
import { looksForItself } from '../../guard/targets.ts'
import { fails, holds, passes, unclear } from '../../model/judgement.ts'
import { hasId, operations, probe, representative } from '../../model/rule.ts'
import { oneBody } from '../error/body-faults.ts'
import { describe, refused } from '../refusal.ts'
import { codingOf } from './coding.ts'

export const negotiationProbes = [
  probe({
    id: 'negotiation/any-accept-gives-json',
    level: 'MUST',
    cites: ['RFC 9110 §12.5.1', 'D12'],
    title: 'answers with JSON where `Accept` allows anything',
    subjects: representative,
    ask: ({ operation }, ask) => ({ control: ask.read(operation), any: ask.read(operation, { headers: { Accept: '*/*' } }) }),
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
    title: 'compresses only where it was asked to, and says so',
    judgesCut: true,
    subjects: representative,
    ask: ({ operation }, ask) => ({
      // Without the header any coding is acceptable (RFC 9110 §12.5.3); with this value none is.
      plain: ask.read(operation, { headers: { 'Accept-Encoding': 'identity' } }),
      packed: ask.read(operation, { headers: { 'Accept-Encoding': 'gzip' } }),
    }),
    judge: ({ plain, packed }) => {
      const unasked = codingOf(plain)
      if (plain.reply.status !== 200) return fails('200', describe(plain), plain)
      if (unasked !== undefined) return fails('no Content-Encoding where identity alone is accepted', unasked, plain)
      if (packed.reply.status !== 200) return fails('200', describe(packed), packed)
      const coding = codingOf(packed)
      if (coding === undefined) return holds(json(packed) !== undefined, 'JSON', 'something else', packed)
      if (coding !== 'gzip') return fails('gzip or no Content-Encoding', coding, packed)
      return holds(json(packed) !== undefined, 'JSON in gzip', `Content-Encoding: ${coding} over something else`, packed)
    },
    sabotage: ({ packed }) => ({ packed: altered(packed, { headers: { 'Content-Encoding': 'gzip' }, text: 'neither gzip nor JSON' }) }),
  }),
  probe({
    id: 'negotiation/wrong-media-type-refused',
    level: 'MUST',
    cites: ['R05', 'D03'],
    title: 'refuses a body that is not sent as `application/json` with 415',
    subjects: (api) => operations((operation) => operation.body !== undefined && !looksForItself(api, operation))(api),
    ask: ({ operation }, ask) => ({
      // Nothing comes of it where the type is not looked at: the ids name nothing, and the body is no JSON.
      planted: ask.write(operation, {
        params: ask.unknownParams(operation),
        effect: 'refused',
        body: brokenJson,
        headers: { 'Content-Type': 'text/plain' },
      }),
    }),
    judge: ({ planted }, { operation }, context) =>
      planted.reply.status === 404 && hasId(operation)
        ? unclear('it was answered 404 before the media type could matter')
        : refused(planted, context, { status: 415 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'negotiation/charset-accepted',
    level: 'SHOULD',
    cites: ['D12', 'RFC 9110 §8.3'],
    title: 'takes `application/json; charset=utf-8` for `application/json`, in any case',
    subjects: (api) =>
      oneBody(api).flatMap((subject) =>
        ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'].map((type) => ({ ...subject, type, about: type })),
      ),
    ask: ({ operation, type }, ask) => ({
      plain: ask.write(operation, { body: { text: JSON.stringify({}) }, effect: 'refused' }),
      labelled: ask.write(operation, { body: { text: JSON.stringify({}) }, effect: 'refused', headers: { 'Content-Type': type } }),
    }),
    // Neither body is complete: what is compared is that both are read, and refused for that.
    judge: ({ plain, labelled }) =>
      plain.reply.status !== 400
        ? unclear(`a body that is read (it was answered ${describe(plain)})`)
        : holds(describe(labelled) === describe(plain), describe(plain), describe(labelled), labelled),
    sabotage: ({ labelled }) => ({ labelled: altered(labelled, { status: 415 }) }),
  }),
]
