/** `compare A.json B.json`: the differences between two reports. */
import { compare, isWorse, type Changed, type Comparison } from '../compare/compare.ts'
import { readReport } from '../compare/read-report.ts'
import { countsOf, inTime, renderChanges, renderSides } from '../compare/render.ts'
import { harmlessJson } from '../text/foreign.ts'
import type { CommandContext } from './context.ts'

/** Prints what changed between two reports. Returns 1 if there is a new or worse finding, else 0. */
export function compareCommand(
  before: string,
  after: string,
  { json }: { readonly json?: true },
  { output: { print, printSentences, colors } }: CommandContext,
): number {
  const comparison = compare(readReport(before), readReport(after))
  if (json === true) print(comparisonAsJson(comparison))
  else printSentences(renderSides(comparison) + renderChanges(comparison, inTime, colors) + summary(comparison))
  return isWorse(comparison) ? 1 : 0
}

/** The comparison as JSON: every change of a finding, and the number of checks for each change. */
export function comparisonAsJson(comparison: Comparison): string {
  const { before, after, checks } = comparison
  const changed = checks.filter(({ change }: Changed) => change !== 'clean')
  return `${harmlessJson(JSON.stringify({ before, after, counts: countsOf(comparison), changes: changed }, null, 2))}\n`
}

function summary(comparison: Comparison): string {
  const counts = countsOf(comparison)
  const found = (['new', 'worse', 'mended', 'milder', 'not-run', 'unclear', 'gone', 'unchanged'] as const)
    .filter((each) => each === 'new' || each === 'mended' || each === 'unchanged' || counts[each] > 0)
    .map((each) => `${counts[each]} ${names[each] ?? each}`)
  const lost = counts.lost === 0 ? '' : ` ${counts.lost} passed in A and ${counts.lost === 1 ? 'was' : 'were'} not judged in B.`
  return `${found.join(', ')}.${lost}\n${isWorse(comparison) ? 'B is worse than A.' : 'B is not worse than A.'}\n`
}

const names: Readonly<Record<string, string>> = { 'not-run': 'not run in B', unclear: 'not judged in B' }
