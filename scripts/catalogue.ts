/**
 * Writes what is known about the rules: `docs-site/catalogue.md`, with the basis, the subjects and the requirements of every rule, and with the rules that
 * check each requirement and decision; and `conformance/profile/known-faults.json`, with the faults that each rule finds according to the published proof.
 * With `--check` nothing is written; the exit code is 1 if a file is out of date. `--page` and `--faults` select other files.
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
import { areas } from '../verification/proof/areas.ts'
import type { Proof } from '../verification/proof/published.ts'

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, page: { type: 'string' }, faults: { type: 'string' } },
})
const fileOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

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
  if (rule.kind === 'law') return 'all matching responses'
  if (rule.kind === 'sequence') return 'the responses per key, in order'
  const found = byRule.get(rule) ?? []
  const operations = new Set(found.flatMap(({ subject }) => subject.operation?.id ?? []))
  if (operations.size === 0) return found.length === 1 ? 'the deployment' : count(found.length, 'case')
  return operations.size === found.length
    ? count(operations.size, 'operation')
    : `${count(operations.size, 'operation')}, ${count(found.length, 'case')}`
}

/** The given requests and all requests that they depend on. */
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
  '# Rules of the conformance suite',
  '',
  `${rules.length} rules: ${number('MUST')} MUST rules and ${number('SHOULD')} SHOULD rules. A violated MUST is a failure, a violated SHOULD is a warning. The subjects of the rules come`,
  `from the contract with its ${count(Object.keys(contract.operations).length, 'operation')} and ${count(contract.lists.length, 'list')}; for the complete contract, the rules that send their own requests have ${instances.length} verdicts.`,
  '',
  'The last column contains the lowest `--level` that includes the rule, the required consent and the required keys besides an ordinary one. With an',
  'administrator key and `--allow-writes`, the suite creates every key itself, except a key of a second tenant.',
  '',
  'A rule is *promised* if it follows from the API overview or from a MUST of an RFC; otherwise it is *decided*: by this contract, by practice or for a known risk. A',
  'finding can be stronger or weaker than its rule; it then states its own basis. `--basis promised` judges only promises.',
  '',
  'A rejection counts only if the same request without the fault succeeded and if status, code and field match the fault. A response',
  'from another layer, such as 429 or 503, is inconclusive and not a finding.',
  '',
  ...(Object.keys(areas) as Area[]).flatMap(areaTable),
  '## Promises of the API overview',
  '',
  row('id', 'promise', 'rules, or the reason for having none'),
  row('---', '---', '---'),
  ...requirementTable(promises),
  '',
  '## Decisions of the contract',
  '',
  row('id', 'decision', 'rules, or the reason for having none'),
  row('---', '---', '---'),
  ...requirementTable(decisions),
  '',
].join('\n')

/** By rule, the sentences about the deviations that name it and that it found, those that fewest rules found first. */
function knownFaults(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { deviations } = JSON.parse(readFileSync(fileOf('docs-site/proof.json'), 'utf8')) as Proof
  const narrowFirst = [...deviations].sort((a, b) => a.kills.length - b.kills.length)
  return Object.fromEntries(
    rules.map(({ id }) => [
      id,
      Object.fromEntries(
        narrowFirst
          .filter(({ breaks, kills }) => [breaks, kills].every((each) => each.some(({ rule }) => rule === id)))
          .map((each) => [each.id, each.harm]),
      ),
    ]),
  )
}

for (const [name, file, text] of [
  ['docs-site/catalogue.md', values.page, page],
  ['conformance/profile/known-faults.json', values.faults, `${JSON.stringify(knownFaults(), null, 2)}\n`],
] as const) {
  const place = file ?? fileOf(name)
  if (!values.check) writeFileSync(place, text)
  else if (readFileSync(place, 'utf8') !== text) {
    console.error(`${name} is out of date: run \`npm run catalogue\` and commit the result.`)
    process.exitCode = 1
  }
}
