/**
 * `npm run examples -- FOLDER`: derives `docs-site/examples.json` from the reports that `npm run proof -- --reports FOLDER` has written, and from one run
 * against the server without a fault. A rule without a finding in these reports keeps its example. Ids and times differ between two runs; an example that has no other change stays as it is.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { judge } from '../../conformance/judge/judge.ts'
import { api } from '../../conformance/profile/index.ts'
import { redactor } from '../../conformance/report/redact.ts'
import type { WrittenReport } from '../../conformance/report/formats/json.ts'
import { reportExchange, type ReportedExchange } from '../../conformance/report/reported-exchange.ts'
import type { Rule } from '../../conformance/model/rule.ts'
import { rules } from '../../conformance/rules/index.ts'
import { deviations } from '../../server/deviations/index.ts'
import { fullRun, openTestDeployment } from '../proof/deployment.ts'
import { candidatesOf, Passing, plainest, type Candidate, type Healthy } from './choose.ts'
import { relocated, settled, steady, written, type Example } from './example.ts'
import { headersAbout, messageOf } from './message.ts'

const program = new Command('examples')
  .description('Derives an example of each rule from the reports of the proof.')
  .argument('<folder>', 'folder with the reports of "npm run proof -- --reports FOLDER"')
  .parse()
const [folder = ''] = program.args
const target = new URL('../../docs-site/examples.json', import.meta.url)

const candidates = deviations.flatMap((deviation) => {
  const file = path.join(folder, `${deviation.id.replace('/', '.')}.json`)
  return existsSync(file) ? candidatesOf(deviation, JSON.parse(relocated(readFileSync(file, 'utf8'))) as WrittenReport) : []
})
if (candidates.length === 0) {
  console.error(`${folder} has no report of a deviation with a finding. Run "npm run proof -- --reports ${folder}" first.`)
  process.exit(2)
}

const earlier: readonly Example[] = existsSync(target) ? (JSON.parse(readFileSync(target, 'utf8')) as Example[]) : []
const passing = new Passing(await healthyRun())
const made = rules.flatMap((rule): Example[] => {
  const own = candidates.filter((each) => each.rule === rule.id)
  const known = earlier.find((each) => each.rule === rule.id)
  if (own.length === 0 && known !== undefined) return [known]
  const found = plainest(own, (each) => {
    const twin = passing.twin(rule, each)
    if (twin === undefined) return 'none'
    const { fails, passes } = messagesOf(rule, each, twin)
    return steady(fails.response) === steady(passes.response) ? 'alike' : 'different'
  })
  const other = found && passing.for(rule, found)
  if (found === undefined || other === undefined) {
    console.error(
      `${rule.id}: ${found === undefined ? 'no report has a failing response' : 'the server without a fault has no passing response'}`,
    )
    process.exitCode = 1
    return []
  }
  const { deviation, expected, seen } = found
  return [{ rule: rule.id, deviation, expected, seen, ...messagesOf(rule, found, other) }]
})
const examples = settled(made, earlier)
writeFileSync(target, written(examples))
const changed = examples.filter((each) => !earlier.includes(each)).length
console.log(`Wrote docs-site/examples.json: ${examples.length} of ${rules.length} rules, ${changed} changed.`)

/** A failing and a passing exchange, shortened to what the finding is about. */
function messagesOf(rule: Rule, { expected, seen, exchange }: Candidate, other: ReportedExchange): Pick<Example, 'fails' | 'passes'> {
  const subject = { expected, seen, headers: headersAbout(rule.id, { expected, seen }, [exchange, other]) }
  return { fails: messageOf(exchange, subject), passes: messageOf(other, subject) }
}

/** A run against the server without a fault. */
async function healthyRun(): Promise<Healthy> {
  const deployment = await openTestDeployment()
  try {
    const recorded = await fullRun(deployment)
    const { secrets, issued, startedAt, plan, record } = recorded
    const context = { api, schemas: openSchemaJudge(api), secrets, issued }
    const redact = redactor(secrets, api.keyFormat)
    const presentation = { baseUrl: deployment.baseUrl, startedAt, redact, format: api.keyFormat }
    return {
      recorded,
      verdicts: judge(rules, plan, record, context),
      context,
      // A report has only the beginning of a body.
      report: (exchange) => ({ ...reportExchange(exchange, presentation), body: redact(exchange.reply.body.toString('utf8')) }),
    }
  } finally {
    await deployment.close()
  }
}
