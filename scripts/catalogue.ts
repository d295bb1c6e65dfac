/**
 * Writes `docs-site/catalogue.md`: every rule of the suite, what it rests on, what it is applied to and what it needs, and every
 * requirement and decision with the rules that check it. With `--check` nothing is written; the exit code is 1 if the page is stale.
 * `--page` names another file.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { basisOf } from '../conformance/model/basis.ts'
import { addressOf, explain, type Citation } from '../conformance/model/citations.ts'
import { decisions, promises, unruled } from '../conformance/profile/citations.ts'
import { api } from '../conformance/profile/index.ts'
import { runLevels } from '../conformance/model/levels.ts'
import { keyFlags } from '../conformance/plan/needs.ts'
import { makePlan } from '../conformance/plan/plan.ts'
import type { Instance } from '../conformance/plan/model.ts'
import { dependencies, keyOf, type Effect, type Request, type Role } from '../conformance/model/request.ts'
import type { Area, Rule } from '../conformance/model/rule.ts'
import { rules } from '../conformance/rules/index.ts'
import { contract } from '../spec/contract.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, page: { type: 'string' } } })
const file = values.page ?? fileURLToPath(new URL('../docs-site/catalogue.md', import.meta.url))

/** In the order in which a reader meets them. */
const areas: Readonly<Record<Area, string>> = {
  authentication: 'Who may ask',
  status: 'Statuses and methods',
  error: 'Errors',
  schema: 'Bodies and data',
  pagination: 'Pages',
  sorting: 'Order and filters',
  'rate-limit': 'Rate limits',
  header: 'Headers',
  negotiation: 'Media types',
  tenant: 'Tenants',
  write: 'Writes and life cycles',
}

const consents: Readonly<Partial<Record<Effect, string>>> = {
  own: '--allow-writes',
  lasting: '--allow-lasting',
  quota: '--allow-exhaust',
}

const { instances } = makePlan(api, rules, {
  level: 'full',
  seed: 'catalogue',
  consent: { writes: true, lasting: true, exhaust: true },
})

const byRule = new Map<Rule, Instance[]>()
for (const each of instances) byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each])

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function appliedTo(rule: Rule): string {
  if (rule.kind === 'law') return 'every answer that it is about'
  if (rule.kind === 'sequence') return 'the answers to each key, in order'
  const found = byRule.get(rule) ?? []
  const operations = new Set(found.flatMap(({ subject }) => subject.operation?.id ?? []))
  if (operations.size === 0) return found.length === 1 ? 'the deployment' : count(found.length, 'case')
  return operations.size === found.length
    ? count(operations.size, 'operation')
    : `${count(operations.size, 'operation')}, ${count(found.length, 'case')}`
}

/** Every request that some requests need, themselves included. */
function everything(requests: readonly Request[]): Request[] {
  const found = new Map<string, Request>()
  const add = (request: Request): void => {
    if (found.has(keyOf(request))) return
    found.set(keyOf(request), request)
    for (const each of dependencies(request)) add(each)
  }
  for (const each of requests) add(each)
  return [...found.values()]
}

function needs(rule: Rule): string {
  const own = byRule.get(rule) ?? []
  const level = runLevels.find((each) => own.some((instance) => instance.level === each)) ?? 'smoke'
  const requests = everything(own.flatMap((instance) => Object.values(instance.requests)))
  const flags = [...new Set(requests.flatMap(({ effect }) => consents[effect] ?? []))]
  const roles = new Set(requests.flatMap(({ credential }): Role[] => (credential.kind === 'key' ? [credential.role] : [])))
  roles.delete('main')
  return [level, ...[...flags, ...[...roles].map((role) => keyFlags[role])].map((flag) => `\`${flag}\``)].join(', ')
}

function linked(citation: Citation): string {
  const address = addressOf(citation)
  if (address !== undefined) return `[${citation}](${address}) ${explain(citation, api.profile).slice(citation.length + 2)}`
  return explain(citation, api.profile).replace(/^practice: /, '')
}

const because = (rule: Rule): string => `${basisOf(rule)}: ${rule.cites.map(linked).join('; ')}`

const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

function areaTable(area: Area): string[] {
  const own = rules.filter(({ id }) => id.startsWith(`${area}/`))
  return [
    `## ${areas[area]}`,
    '',
    row('rule', 'level', 'a conforming deployment …', 'because', 'applied to', 'needs'),
    row('---', '---', '---', '---', '---', '---'),
    ...own.map((rule) => row(`\`${rule.id}\``, rule.level, rule.title, because(rule), appliedTo(rule), needs(rule))),
    '',
  ]
}

function requirementTable(texts: Readonly<Record<string, string>>): string[] {
  const reasons: Readonly<Record<string, string>> = unruled
  return Object.entries(texts).map(([id, text]) => {
    const citing = rules.filter(({ cites }) => cites.some((each) => each === id))
    return row(id, text, reasons[id] ?? citing.map((rule) => `\`${rule.id}\``).join(' '))
  })
}

const number = (level: Rule['level']): number => rules.filter((rule) => rule.level === level).length

const page = [
  '<!-- Generated by `npm run catalogue`. Do not edit. -->',
  '',
  '# What is checked',
  '',
  `${rules.length} rules, ${number('MUST')} of level MUST and ${number('SHOULD')} of level SHOULD: a broken MUST is a failure, a broken SHOULD a warning. What a rule is applied to is read`,
  `from the contract, of ${count(Object.keys(contract.operations).length, 'operation')} and ${count(contract.lists.length, 'list')}; applied to all of it, the rules that ask for something of their own come to ${instances.length} verdicts.`,
  '',
  'The last column says at which `--level` a rule first takes part, which consent it waits for, and which key besides an ordinary one. From an',
  'administrator key and `--allow-writes` the suite makes every key itself, but for one of a second tenant.',
  '',
  'A rule is *promised* where it follows from the API overview or from a MUST of an RFC, else *decided*: by this contract, by practice or for a known risk. A',
  'finding may go further, or less far, than its rule, and says so. `--basis promised` judges by promises alone.',
  '',
  'A refusal counts only if the same request without the fault succeeded, and if status, code and field are those of the fault. Whatever',
  "is answered instead by somebody else, such as 429 or 503, is inconclusive and nobody's finding.",
  '',
  ...(Object.keys(areas) as Area[]).flatMap(areaTable),
  '## What the API overview promises',
  '',
  row('id', 'promise', 'rules, or why there is none'),
  row('---', '---', '---'),
  ...requirementTable(promises),
  '',
  '## What the contract decides',
  '',
  row('id', 'decision', 'rules, or why there is none'),
  row('---', '---', '---'),
  ...requirementTable(decisions),
  '',
].join('\n')

if (!values.check) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs-site/catalogue.md is stale: run `npm run catalogue` and commit the result.')
  process.exitCode = 1
}
