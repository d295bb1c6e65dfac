/** `diff URL_A URL_B`: one plan against two deployments. */
import { compare, type Change, type Changed, type Comparison } from '../compare/compare.ts'
import { countsOf, inPlace, renderChanges, renderSides } from '../compare/render.ts'
import { written, type WrittenReport } from '../report/formats/json.ts'
import { cleanCommandFor } from '../report/clean-command.ts'
import { count } from '../report/formats/terminal-layout.ts'
import { renderLeft } from '../report/formats/terminal.ts'
import { usualSeed } from '../run/options.ts'
import { readConfig } from '../settings/config.ts'
import { parseBaseUrl, type Target } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { foreign } from '../text/foreign.ts'
import { comparisonAsJson } from './compare-command.ts'
import { programOf, type CommandContext } from './context.ts'
import { readKeys, secondSuffix } from './keys.ts'
import type { DiffFlags } from './program.ts'
import { consentOf } from './prepare-run.ts'
import { runCommand } from './run-command.ts'

/**
 * Runs the same checks against two deployments, one after the other, and prints what they do differently. Resolves to 0 if nothing differs, 1 if something
 * does, 2 if a check was judged at one of them only.
 */
export async function diffCommand(one: string, other: string, { json, ...flags }: DiffFlags, context: CommandContext): Promise<number> {
  const { print, printSentences, tellSentences, colors } = context.output
  const addresses = [parseBaseUrl(one), parseBaseUrl(other)] as const
  const config = readConfig(flags.config)
  const consent = consentOf(flags, config)
  const first = readKeys(flags, config, context)
  const second = { ...first, ...readKeys(secondFlags(flags), {}, context, secondSuffix) }
  checkApart(second)
  const seed = flags.seed ?? config.seed ?? usualSeed(consent)
  const journal = flags.journal ?? config.journal ?? `diff-${seed.replaceAll(/[^\w-]+/g, '-')}.journal.jsonl`
  const run = async (name: 'A' | 'B', keys: Target['keys']): Promise<WrittenReport> => {
    const address = addresses[name === 'A' ? 0 : 1]
    tellSentences(`${name}: ${address}\n`)
    let result: WrittenReport | undefined
    await runCommand(address, { ...flags, seed }, context, {
      keys,
      ...(consent.writes === true ? { journal: journal.replace(/(\.journal)?(\.[^./\\]*)?$/, `-${name.toLowerCase()}$&`) } : {}),
      present: ({ report }) => {
        result = written(report)
        if (report.left.length > 0) tellSentences(`left behind at ${name}:\n${renderLeft(report.left)}\n`)
        if (report.journal !== undefined)
          tellSentences(`To delete what is left, run "${programOf(context)} ${foreign(cleanCommandFor(report.journal, report.target))}".\n`)
        return report.exitCode
      },
    })
    if (result === undefined) throw new Error(`the run against ${name} has no report`)
    return result
  }
  const [a, b] = [await run('A', first), await run('B', second)]
  const comparison = compare(a, b)
  const back = compare(b, a)
  const isOpen = [...comparison.checks, ...back.checks].some(({ change }) => openChanges.includes(change))
  if (json === true) print(comparisonAsJson(comparison))
  else
    printSentences(
      renderSides(comparison) +
        renderChanges(comparison, inPlace, colors) +
        renderChanges(lostIn(back), atFirst, colors) +
        summary(comparison, isOpen),
    )
  return comparison.checks.some(isDifference) ? 1 : isOpen ? 2 : 0
}

const atFirst = { lost: { name: 'NOT JUDGED AT A', means: 'B passes; A was not checked, or could not be judged' } }
const openChanges: readonly Change[] = ['not-run', 'unclear', 'gone', 'lost']
const isDifference = ({ change }: Changed): boolean => ['new', 'worse', 'mended', 'milder'].includes(change)

/** Checks that passed in the earlier report of a comparison, with the states in the order of the deployments. */
const lostIn = ({ checks, ...rest }: Comparison): Comparison => ({
  ...rest,
  checks: checks.flatMap((each) => (each.change === 'lost' ? [{ ...each, before: each.after, after: each.before }] : [])),
})

function summary(comparison: Comparison, isOpen: boolean): string {
  const differing = comparison.checks.filter(isDifference).length
  const { unchanged } = countsOf(comparison)
  const same = unchanged === 0 ? '' : ` ${count(unchanged, 'finding')} ${unchanged === 1 ? 'is' : 'are'} the same at both.`
  const open = isOpen ? ' Some checks were judged at one of them only.' : ''
  return `${differing === 0 ? 'No check differs.' : `${count(differing, 'check')} ${differing === 1 ? 'differs' : 'differ'}.`}${same}${open}\n`
}

/** The options for the keys of the second deployment, as those of a run. */
function secondFlags(flags: DiffFlags): DiffFlags {
  const given = {
    key: flags.keyB,
    readerKey: flags.readerKeyB,
    otherTenantKey: flags.otherTenantKeyB,
    unprivilegedKey: flags.unprivilegedKeyB,
    expiredKey: flags.expiredKeyB,
    revokedKey: flags.revokedKeyB,
    exhaustibleKey: flags.exhaustibleKeyB,
  }
  return Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined))
}

/** A key of the first deployment may be given for another role at the second one. */
function checkApart(keys: Target['keys']): void {
  const holders = new Map<string, string>()
  for (const [role, all] of Object.entries(keys))
    for (const key of all) {
      const holder = holders.get(key)
      if (holder !== undefined)
        throw new Undecidable(
          `The same key is used for "${holder}" and for "${role}" at the second deployment; each role needs its own key.`,
        )
      holders.set(key, role)
    }
}
