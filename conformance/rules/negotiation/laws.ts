import { altered } from '../../model/exchange.ts'
import { fails, passes } from '../../model/judgement.ts'
import { law } from '../../model/rule.ts'
import { unpackedReply } from '../../model/unpack.ts'

export const negotiationLaws = [
  law({
    id: 'negotiation/body-coded-as-said',
    level: 'MUST',
    cites: ['RFC 9110 §8.4'],
    title: 'encodes a body as declared in `Content-Encoding`, so that a client can decode it',
    judgesCut: true,
    concerns: ({ request, reply }) => request.method !== 'HEAD' && reply.body.length > 0,
    judge: ({ reply: { packed } }) =>
      packed?.isUntrue === true
        ? fails(`a body encoded with ${packed.coding}`, `${packed.length} bytes that are not encoded with it`)
        : passes,
    sabotage: (exchange) => {
      const labelled = altered(exchange, { headers: { 'Content-Encoding': 'gzip' } })
      return { ...labelled, reply: unpackedReply(labelled.reply, labelled.reply.body.length) }
    },
  }),
]
