import { fullRun, openGround } from '../proof/ground.ts'
import { contract } from '../../spec/contract.ts'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { isAnswered } from '../../conformance/exchange.ts'
import { things } from '../../conformance/rules/schema/things.ts'
const g = await openGround(); const recorded = await fullRun(g); await g.close()
const b = { contract, schemas: openSchemaJudge(contract), secrets: [], issued: recorded.issued }
console.log(recorded.record.exchanges.length, recorded.report.verdicts.filter((v) => v.outcome !== 'pass').map((v) => [v.rule, v.operation, v.about, v.expected, v.seen, v.why]))
const all = recorded.record.exchanges.filter(isAnswered)
const rev = all.filter((e) => e.request.operation === 'revokeApiKey' && e.reply.status === 200).at(-2)!
console.log(rev.number, rev.request.tenant, rev.reply.body.toString().slice(0, 300), things(rev, b))
for (const t of things(rev, b)) for (const e of all) for (const u of things(e, b)) if (u.id === t.id) console.log(e.number, e.request.operation, e.request.tenant, e.reply.status, u.name, e.request.body?.toString().slice(0, 80), u.values.get('updatedAt'))
const cc = all.filter((e) => e.request.operation === 'completeCycleCount' && e.reply.status === 200).at(0)!
for (const t of things(cc, b)) for (const e of all) for (const u of things(e, b)) if (u.id === t.id) console.log(e.number, e.request.operation, e.request.tenant, e.reply.status, u.name, e.request.body?.toString().slice(0, 80))
