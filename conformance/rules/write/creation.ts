/** A creation must return a new id: a client that uses the id must not reach another resource. */
import { valueAt } from '../../../spec/contract.ts'
import { altered, json, type Answered } from '../../model/exchange.ts'
import { collectionOf, idsShown, isNumber, isPlainId } from '../../guard/ownership.ts'
import { fails, lacksWrite, passes } from '../../model/judgement.ts'
import { operationOf, sequence, type JudgeContext } from '../../model/rule.ts'

/**
 * Returns the pointer to the id of the created resource, or `undefined` if nothing is created or the response contains the id of another
 * resource.
 */
function pointerOf(exchange: Answered, context: JudgeContext): string | undefined {
  const operation = operationOf(exchange, context)
  const kind = operation && context.api.profile.kinds[operation.id]
  if (operation?.success.status !== 201 || exchange.reply.status !== 201 || kind === undefined) return undefined
  const pointer = kind.located ?? kind.id
  // An item of a list is a part of an existing resource.
  return /^\/data(\/\w+)?\/id$/.test(pointer) ? pointer : undefined
}

export const creationRules = [
  sequence({
    id: 'write/creation-is-new',
    level: 'MUST',
    cites: ['R08', 'D03', 'RFC 9110 §15.3.2'],
    title:
      'returns a new id for a created resource: a single path segment that no earlier response contains and no other created resource has',
    among: 'tenant',
    concerns: ({ request, reply }) => request.key !== undefined && reply.status < 300,
    judge: (exchanges, context) => {
      const shown = new Map<string, Answered>()
      let made = 0
      for (const exchange of [...exchanges].sort((a, b) => a.number - b.number)) {
        const pointer = pointerOf(exchange, context)
        if (pointer !== undefined) {
          made += 1
          const value = valueAt(json(exchange)?.value, pointer)
          if (value === undefined) return fails(`an id at ${pointer}`, 'no id', exchange)
          const id = typeof value === 'number' ? String(value) : value
          if (typeof id !== 'string' || !isPlainId(id)) return fails('an id that is one segment of a path', JSON.stringify(value), exchange)
          const before = shown.get(keyed(id, exchange))
          // Only values from responses received before this request was sent existed before it.
          if (before !== undefined && before.receivedAt <= exchange.sentAt)
            return fails('a new id', `${id}, which is already in the response to ${nameOf(before)} (request ${before.number})`, exchange)
        }
        for (const { id, collection } of idsShown(exchange)) {
          const key = isNumber(id) ? `${collection} ${id}` : id
          if (!shown.has(key)) shown.set(key, exchange)
        }
      }
      return made === 0 ? lacksWrite('nothing was created', context) : passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) =>
        each.reply.status === 201
          ? [each, altered(each, {}), { ...altered(each, {}), sentAt: each.receivedAt, number: each.number + 0.5 }]
          : [each],
      ),
  }),
]

const nameOf = ({ request }: Answered): string => request.operation ?? request.method

const keyed = (id: string, { request }: Answered): string => (isNumber(id) ? `${collectionOf(request.planned)} ${id}` : id)
