/** What a target of `check-all` needs to run in a thread of its own, and the messages between the two sides. */
import { readKeys, onlyNamed } from './keys.ts'
import type { ExitCode } from '../report/conclusion.ts'
import type { RunSummary } from '../report/target-result.ts'
import { usualSeed } from '../run/options.ts'
import { namePlaceholder, type NamedTarget } from '../settings/targets.ts'
import type { CommandContext } from './context.ts'
import type { RunFlags } from './program.ts'
import { consentOf, type Replacements } from './prepare-run.ts'

/** The task of a thread. Plain data. */
export interface TargetTask {
  readonly target: NamedTarget
  /** The options of its run, with a seed. */
  readonly flags: RunFlags
  readonly env: NodeJS.ProcessEnv
  readonly program: string
  /** Whether the progress is shown in place. */
  readonly isLive: boolean
}

/** What a thread tells. It contains no key. */
export type TargetMessage =
  | { readonly is: 'progress'; readonly parts: readonly string[] }
  /** Text for standard error. */
  | { readonly is: 'told'; readonly text: string }
  /** The file of a run that writes. */
  | { readonly is: 'journal'; readonly journal: string }
  | { readonly is: 'judged'; readonly summary: RunSummary }
  /** The last message. `problem`: why there is no report, or why it could not be written. */
  | { readonly is: 'over'; readonly exitCode: ExitCode; readonly problem?: string }

/** Returns the options of the run of a target: those of the command, with a seed, and with its name in the files of reports. */
export function flagsFor({ name, config }: NamedTarget, flags: RunFlags, file: string): RunFlags {
  return {
    ...flags,
    config: file,
    seed: flags.seed ?? config.seed ?? usualSeed(consentOf(flags, config)),
    ...(flags.report === undefined ? {} : { report: flags.report.map((each) => each.replaceAll(namePlaceholder, name)) }),
  }
}

/**
 * Returns how the run of a target differs from one of the command line. Its keys are only those that the file names: the usual variable holds the key of
 * one deployment, and must not send it to all of them. Runs with the same seed need different journals.
 */
export function variationFor({ name, config }: NamedTarget, flags: RunFlags, context: CommandContext): Replacements {
  const journal = `${name}-${(flags.seed ?? '').replaceAll(/[^\w-]+/g, '-')}.journal.jsonl`
  return {
    config,
    keys: readKeys({}, config, context, onlyNamed),
    ...(config.journal === undefined && consentOf(flags, config).writes === true ? { journal } : {}),
  }
}
