import { isUtf8 } from 'node:buffer'
import { decided } from '../../model/basis.ts'
import { duplicateName } from '../../text/json-text.ts'
import { altered, json, member, type Answered } from '../../model/exchange.ts'
import { fails, holds, passes } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'
import { isAboutTheWay } from '../../model/cause.ts'
import { objects } from './objects.ts'

const isSuccess = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.request.method !== 'HEAD' &&
  operationOf(exchange, context)?.responses[exchange.reply.status] !== undefined &&
  exchange.reply.status < 300

/**
 * Whether a success body has the promised members, whatever their content: `data`, and for a list four numbers in `pagination` (R06, R13).
 */
function isEnveloped(exchange: Answered, context: JudgeContext): boolean {
  const data = member(exchange, 'data')
  if (operationOf(exchange, context)?.list === undefined) return data !== undefined
  const numbers = ['page', 'pageSize', 'total', 'totalPages'].map((name) => member(exchange, 'pagination', name))
  return Array.isArray(data) && numbers.every((each) => Number.isInteger(each))
}

/** Returns every key object in a response with its content, and all objects in the list of keys. */
function keys(exchange: Answered, context: JudgeContext): ReturnType<typeof objectsOf> {
  const management = context.api.profile.keys
  if (management === undefined) return []
  if (operationOf(exchange, context)?.id === management.list)
    return objectsOf(member(exchange, 'data')).map(({ at, object }) => ({ at: `/data${at}`, object }))
  // Key objects may be anywhere. Only the response that issues a key may contain its secret, next to the key object.
  return objectsOf(json(exchange)?.value)
    .filter(({ object }) => management.described in object)
    .flatMap(({ at, object }) => objectsOf(object).map((inner) => ({ ...inner, at: at + inner.at })))
}

const objectsOf = (root: unknown) => [...objects(root)]
const isRefusal = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.request.method !== 'HEAD' &&
  exchange.reply.status >= 400 &&
  operationOf(exchange, context)?.responses[exchange.reply.status] !== undefined &&
  json(exchange) !== undefined

export const schemaLaws = [
  law({
    id: 'schema/success-body',
    level: 'MUST',
    cites: ['R06', 'D01', 'D12'],
    title: 'returns success bodies that match the schema of the operation',
    concerns: isSuccess,
    judge: (exchange, context) => {
      const body = json(exchange)
      if (body === undefined) return fails('JSON', 'a body that is not valid JSON')
      const faults = context.schemas.faults(operationOf(exchange, context)?.success.pointer ?? '', body.value)
      const judgement = holds(faults.length === 0, 'the documented schema', faults.join('; '))
      return isEnveloped(exchange, context) ? decided(judgement) : judgement
    },
    sabotage: (exchange) => altered(exchange, { json: ({ data }) => ({ items: data }) }),
  }),
  law({
    id: 'schema/no-undocumented-property',
    level: 'SHOULD',
    cites: ['D01', 'OWASP API3:2023'],
    title: 'returns no properties that the contract does not document',
    concerns: (exchange, context) => isSuccess(exchange, context) || isRefusal(exchange, context),
    judge: (exchange, context) => {
      const body = json(exchange)
      if (body === undefined) return passes
      const response = operationOf(exchange, context)?.responses[exchange.reply.status]
      // An error may have further properties in its details (D02).
      const found = context.schemas.undocumented(response?.pointer ?? '', body.value).filter((at) => !at.startsWith('/details/'))
      return holds(found.length === 0, 'documented properties only', found.slice(0, 5).join(', '))
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, internalNote: 'x' }) }),
  }),
  law({
    id: 'schema/times-in-order',
    level: 'MUST',
    cites: ['D12'],
    title: 'never returns an `updatedAt` that is before `createdAt`',
    concerns: (exchange, context) =>
      isSuccess(exchange, context) &&
      [...objects(json(exchange)?.value)].some(({ object }) => 'createdAt' in object && 'updatedAt' in object),
    judge: (exchange) => {
      for (const { at, object } of objects(json(exchange)?.value)) {
        const [created, updated] = [object['createdAt'], object['updatedAt']]
        if (typeof created !== 'string' || typeof updated !== 'string') continue
        if (Date.parse(updated) < Date.parse(created)) return fails(`${at}/updatedAt not before ${created}`, updated)
      }
      return passes
    },
    sabotage: (exchange) =>
      altered(exchange, { text: JSON.stringify(json(exchange)?.value).replaceAll(/"updatedAt":"\d{4}/g, '"updatedAt":"1999') }),
  }),
  law({
    id: 'schema/json-unambiguous',
    level: 'MUST',
    cites: ['RFC 8259 §4', 'RFC 8259 §8.1'],
    title: 'returns JSON in UTF-8, without a byte order mark and without duplicate property names in an object',
    // The rules on errors judge errors that are not JSON.
    concerns: (exchange) =>
      exchange.request.method !== 'HEAD' && !isAboutTheWay(exchange) && (exchange.reply.status < 300 || json(exchange) !== undefined),
    judge: ({ reply }) => {
      if (!isUtf8(reply.body)) return fails('UTF-8', 'bytes that are not UTF-8')
      const text = reply.body.toString('utf8')
      if (text.startsWith('\uFEFF')) return fails('no byte order mark', 'a byte order mark')
      const twice = duplicateName(text)
      // RFC 8259 §4 has only a SHOULD for it.
      return decided(holds(twice === undefined, 'every property name once per object', `"${twice}" twice in one object`))
    },
    sabotage: (exchange) => altered(exchange, { text: exchange.reply.body.toString().replace('{', '{"data":[],"data":[],') }),
  }),
  law({
    id: 'schema/secret-shown-once',
    level: 'MUST',
    cites: ['D06', 'OWASP API3:2023'],
    title: 'returns the secret of an API key when it issues the key, and never in a list or later',
    concerns: (exchange, context) => isSuccess(exchange, context) && keys(exchange, context).length > 0,
    judge: (exchange, context) => {
      for (const { at, object } of keys(exchange, context)) {
        // A property without a value returns no secret. The rule on undocumented properties reports it.
        const named = Object.entries(object).find(
          ([name, value]) => value !== null && value !== '' && context.api.profile.keys?.secrets.test(name) === true,
        )
        if (named !== undefined) return fails('API keys without their secrets', `${at}/${named[0]}`)
        const leak = Object.entries(object).find(([, value]) => typeof value === 'string' && context.api.keyFormat.pattern.test(value))
        if (leak !== undefined) return fails('API keys without their secrets', `a complete API key in ${at}/${leak[0]}`)
      }
      return passes
    },
    sabotage: (exchange, { api }) => {
      const described = `"${api.profile.keys?.described ?? ''}":`
      return altered(exchange, { text: exchange.reply.body.toString().replaceAll(described, `"secretHash":"abc",${described}`) })
    },
  }),
  law({
    id: 'schema/ids-opaque',
    level: 'SHOULD',
    cites: ['D12', 'OWASP API1:2023'],
    title: 'uses ids that a client cannot guess by counting',
    concerns: (exchange, context) =>
      isSuccess(exchange, context) && Array.isArray(member(exchange, 'data')) && member(exchange, 'data', 0, 'id') !== undefined,
    judge: (exchange) => {
      const ids = (member(exchange, 'data') as ({ id?: unknown } | null)[]).map((row) => String(row?.id))
      return holds(!ids.every((id) => /^\d+$/.test(id)), 'opaque ids', ids.slice(0, 3).join(', '))
    },
    sabotage: (exchange) =>
      altered(exchange, {
        json: (body) => ({ ...body, data: body.data.map((row: object, index: number) => ({ ...row, id: String(index + 1) })) }),
      }),
  }),
]
