import { fullRun, openGround } from '../proof/ground.ts'
import { contract } from '../../spec/contract.ts'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { rules } from '../../conformance/rules/index.ts'
import { isAnswered } from '../../conformance/exchange.ts'
import { things } from '../../conformance/rules/schema/things.ts'
import { draw } from './draw.ts'
import { reasonFor } from './invisible.ts'
import { Replay } from './replay.ts'
import { describeMutation } from './mutation.ts'
const count = Number(process.argv[2] ?? 200)
const g = await openGround()
const recorded = await fullRun(g)
await g.close()
console.log(recorded.record.exchanges.length, recorded.report.verdicts.filter((v) => v.outcome !== 'pass').map((v) => [v.rule, v.operation, v.about, v.expected, v.seen, v.why]))
const by: Record<string, number> = {}
for (const e of recorded.record.exchanges) { const k=`${e.request.credential.kind} ${'role' in e.request.credential?e.request.credential.role:''} ${e.request.planned.effect} ${e.reply?.status}`; by[k]=(by[k]??0)+1 }
console.log(by)
console.log(recorded.record.exchanges.filter(isAnswered)[40]?.reply.headers)
{ const b = { contract, schemas: openSchemaJudge(contract), secrets: [], issued: recorded.issued }; let n = 0; let d=0; const kinds: Record<string, number> = {}; const all = recorded.record.exchanges.filter(isAnswered)
const m0 = process.memoryUsage().heapUsed; const t0=Date.now(); for (const e of all) for (const t of things(e, b)) { n++; d+=t.values.size; kinds[t.kind]=(kinds[t.kind]??0)+1 }
console.log('things', n, d, Date.now()-t0, 'ms', (process.memoryUsage().heapUsed-m0)/1e6, 'MB', kinds)
for (const r of rules) if (r.kind==='sequence' && r.among) { const t1=Date.now(); r.judge(all.filter(e=>e.request.tenant==='main' && r.concerns(e,b)), b); console.log(r.id, Date.now()-t1) } }
let t = Date.now()
const ms = draw(contract, recorded, count, Number(process.argv[3] ?? 1))
console.log('drawn', ms.length, Date.now() - t)
t = Date.now()
const replay = new Replay(rules, recorded, { contract, schemas: openSchemaJudge(contract), secrets: recorded.secrets, issued: recorded.issued })
const judged = ms.map((m) => replay.judge(m))
console.log('judged', Date.now() - t)
const f: Record<string, Record<string, number>> = {}
for (const { fate, mutation } of judged) { const o = (f[mutation.operator.id] ??= {}); o[fate] = (o[fate] ?? 0) + 1 }
console.table(f)
const setting = { recorded, bench: { contract, schemas: openSchemaJudge(contract), secrets: recorded.secrets } }
const why: Record<string, number> = {}
for (const { mutation, fate } of judged) if (fate === 'survived') { const r = reasonFor(mutation, setting)?.id ?? 'UNEXPLAINED'; why[r] = (why[r] ?? 0) + 1; if (!/header|second|words-for|issue-said/.test(r)) console.log(r, describeMutation(mutation)) }
console.table(why)
