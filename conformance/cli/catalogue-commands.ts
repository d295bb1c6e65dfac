/** Commands that describe the rules, without a deployment. */
import { api } from '../profile/index.ts'
import { basisOf } from '../model/basis.ts'
import { explain as inWords } from '../model/citations.ts'
import { helpFor } from '../model/pages.ts'
import { suggestion } from '../text/suggestion.ts'
import { makePlan } from '../plan/plan.ts'
import { keyFlags } from '../plan/needs.ts'
import type { Instance } from '../plan/model.ts'
import { renderRequest } from '../report/render-request.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { areaOf, type Rule } from '../model/rule.ts'
import { rules } from '../rules/index.ts'
import { defaults } from '../run/options.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { CommandContext } from './context.ts'

/** Prints one line per rule, grouped by area. */
export function listCommand({ area }: { readonly area?: string }, { output: { printSentences } }: CommandContext): number {
  const areas: readonly string[] = [...new Set(rules.map(areaOf))]
  const wanted = area?.toLowerCase()
  if (wanted !== undefined && !areas.includes(wanted)) {
    throw new Undecidable(`Unknown area "${area}"${suggestion(wanted, areas)}; the areas are ${areas.join(', ')}.`)
  }
  const shown = areas.filter((each) => wanted === undefined || each === wanted).map((each) => rules.filter((rule) => areaOf(rule) === each))
  const width = Math.max(...shown.flat().map(({ id }) => id.length))
  for (const group of shown) {
    for (const { id, level, title } of group) printSentences(`${id.padEnd(width)}  ${level.padEnd(6)}  ${title}\n`)
    if (shown.length > 1) printSentences('\n')
  }
  const count = shown.flat().length
  printSentences(`${count} rules. A conforming deployment meets all of them; "explain RULE" shows why, and how a rule is checked.\n`)
  return 0
}

/** Prints the details of a rule: what it requires, why, what it applies to, the requests it sends and what it needs. */
export function explainCommand(id: string, { output: { printSentences } }: CommandContext): number {
  const rule = rules.find((each) => each.id === id.toLowerCase())
  if (rule === undefined) {
    throw new Undecidable(
      `Unknown rule "${id}"${suggestion(
        id,
        rules.map((each) => each.id),
      )}; "list" shows all rules.`,
    )
  }
  const help = helpFor(rule.id, api.profile)
  const lines = [
    `${rule.id} (${rule.level}, ${basisOf(rule)})`,
    `A conforming deployment ${rule.title}.`,
    '',
    ...rule.cites.map((citation, index) => `${index === 0 ? 'because' : '       '}  ${inWords(citation, api.profile)}`),
    '',
    ...(rule.kind === 'probe' ? aboutProbe(rule) : aboutLaw(rule)),
    ...(help === undefined ? [] : [`help     ${help}`]),
  ]
  printSentences(`${lines.join('\n')}\n`)
  return 0
}

function aboutLaw({ kind }: Rule): string[] {
  return [
    `applies  to ${kind === 'law' ? 'every response of a run that it covers' : 'the responses to each key, in the order received'}; one verdict for each ${kind === 'law' ? 'operation' : 'key'}`,
    'sends    no requests of its own',
    'needs    a key; part of every level',
  ]
}

function aboutProbe(rule: Rule): string[] {
  const consent = { writes: true, lasting: true, exhaust: true }
  const { instances } = makePlan(api, [rule], { level: 'full', seed: defaults.seed, consent })
  const [first] = instances
  if (first === undefined) return ['applies  to nothing in this contract']
  const own = Object.values(first.requests)
  const all = [...new Map(own.flatMap(everything).map((each) => [keyOf(each), each])).values()]
  const names = new Set(own.map(keyOf))
  const leaves = all.some(({ effect }) => effect === 'own' || effect === 'lasting') ? '; a run also cleans up what it creates' : ''
  const operations = new Set(instances.flatMap(({ subject }) => subject.operation?.id ?? []))
  return [
    `applies  to ${operations.size === 0 ? 'the deployment as a whole' : `${listed([...operations])}; ${instances.length} ${instances.length === 1 ? 'verdict' : 'verdicts'}`}`,
    `sends    for ${[first.subject.operation?.id, first.subject.about].filter((each) => each !== undefined).join(' ') || 'the deployment'}${leaves}:`,
    ...all.map((each) => `           ${renderRequest(each)}${names.has(keyOf(each)) ? '' : '   (first, as a preparation)'}`),
    `needs    ${needs(first, all)}`,
  ]
}

const everything = (request: Request): Request[] => [...dependencies(request).flatMap(everything), request]

function needs({ level }: Instance, requests: readonly Request[]): string {
  const flags = new Set(requests.flatMap(({ credential }) => (credential.kind === 'key' ? [keyFlags[credential.role]] : [])))
  const effects = new Set(requests.map(({ effect }) => effect))
  const consents = [
    ...(effects.has('own') || effects.has('lasting') || effects.has('undo') ? ['--allow-writes'] : []),
    ...(effects.has('lasting') ? ['--allow-lasting'] : []),
    ...(effects.has('quota') ? ['--allow-exhaust'] : []),
  ]
  return [`level ${level}`, ...flags, ...consents].join(', ')
}

const listed = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.length} operations: ${names.slice(0, 5).join(', ')}, …`
