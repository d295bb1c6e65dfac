/** What a creation answers with is new: whoever takes an id for that of what was made must not meet something else under it. */
import { valueAt } from '../../../spec/contract.ts'
import { altered, json, type Answered } from '../../model/exchange.ts'
import { collectionOf, idsShown, isNumber, isPlainId } from '../../guard/ownership.ts'
import { fails, passes, withheld } from '../../model/judgement.ts'
import { operationOf, sequence, type JudgeContext } from '../../model/rule.ts'

/** Pointer to the id of what an operation makes; `undefined` where it makes nothing, or where its answer has the id of something else. */
function pointerOf(exchange: Answered, context: JudgeContext): string | undefined {
  const operation = operationOf(exchange, context)
  const kind = operation && context.api.profile.kinds[operation.id]
  if (operation?.success.status !== 201 || exchange.reply.status !== 201 || kind === undefined) return undefined
  const pointer = kind.located ?? kind.id
  // What stands in a list is a part of what was there.
  return /^\/data(\/\w+)?\/id$/.test(pointer) ? pointer : undefined
}

export const creationRules = [
  sequence({
    id: 'write/creation-is-new',
    level: 'MUST',
    cites: ['R08', 'D03', 'RFC 9110 §15.3.2'],
    title:
      'answers a creation with the id of something new: one segment of a path, in no earlier answer, and of nothing else that was made',
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
          if (value === undefined) return fails(`an id at ${pointer}`, 'none', exchange)
          const id = typeof value === 'number' ? String(value) : value
          if (typeof id !== 'string' || !isPlainId(id)) return fails('an id that is one segment of a path', JSON.stringify(value), exchange)
          const before = shown.get(keyed(id, exchange))
          // Only what was received before this was sent was there before it.
          if (before !== undefined && before.receivedAt <= exchange.sentAt)
            return fails(
              'the id of something new',
              `${id}, which the answer to ${nameOf(before)} (request ${before.number}) has shown before`,
              exchange,
            )
        }
        for (const { id, collection } of idsShown(exchange)) {
          const key = isNumber(id) ? `${collection} ${id}` : id
          if (!shown.has(key)) shown.set(key, exchange)
        }
      }
      return made === 0 ? withheld('nothing was made: allow it with --allow-writes') : passes
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
