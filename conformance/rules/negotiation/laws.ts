import { altered } from '../../model/exchange.ts'
import { fails, passes } from '../../model/judgement.ts'
import { law } from '../../model/rule.ts'
import { unpackedReply } from '../../model/unpack.ts'

export const negotiationLaws = [
  law({
    id: 'negotiation/body-coded-as-said',
    level: 'MUST',
    cites: ['RFC 9110 §8.4'],
    title: 'packs a body in the way that its `Content-Encoding` says, so that a client can unpack it',
    judgesCut: true,
    concerns: ({ request, reply }) => request.method !== 'HEAD' && reply.body.length > 0,
    judge: ({ reply: { packed } }) =>
      packed?.isUntrue === true
        ? fails(`a body that is coded as ${packed.coding}`, `${packed.length} bytes that are something else`)
        : passes,
    sabotage: (exchange) => {
      const labelled = altered(exchange, { headers: { 'Content-Encoding': 'gzip' } })
      return { ...labelled, reply: unpackedReply(labelled.reply, labelled.reply.body.length) }
    },
  }),
]
