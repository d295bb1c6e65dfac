/** `check-all TARGETS.yaml`: the checks of several deployments side by side, and one table of their results. */
import { Undecidable } from '../model/undecidable.ts'
import { renderTargetLine, renderTargets, renderTargetsEnd } from '../report/formats/targets-table.ts'
import { worstOf, type TargetResult } from '../report/target-result.ts'
import { contract } from '../../spec/contract.ts'
import { count } from '../report/formats/terminal-layout.ts'
import { reportFileOf } from '../report/formats/index.ts'
import { allowedIn } from '../report/formats/terminal-header.ts'
import { variables } from '../report/redact.ts'
import { namePlaceholder, readTargets, type NamedTarget } from '../settings/targets.ts'
import { suite } from '../suite.ts'
import { foreign } from '../text/foreign.ts'
import { programOf, type CommandContext } from './context.ts'
import { annotateTargets } from './github-actions.ts'
import { onInterrupt } from './interrupt.ts'
import { inLanes, lanesOf } from './lanes.ts'
import { usualParallel, type CheckAllFlags, type RunFlags } from './program.ts'
import { prepareRun, type Prepared } from './prepare-run.ts'
import { runCommand } from './run-command.ts'
import { flagsFor, variationFor } from './target-messages.ts'
import { startTarget, type TargetRun } from './target-run.ts'
import { TargetsProgress } from './targets-progress.ts'
import { checkDistinct } from './writable.ts'

/** A target whose settings are read and checked. */
interface ReadyTarget {
  readonly target: NamedTarget
  readonly flags: RunFlags
  readonly prepared: Prepared
}

/** Checks all targets of a file. Resolves to the worst exit code of their runs. Throws `Undecidable` before it sends anything if a setting is invalid. */
export async function checkAllCommand(
  file: string,
  { parallel = usualParallel, ...flags }: CheckAllFlags,
  context: CommandContext,
): Promise<number> {
  const targets = readTargets(file)
  checkReports(targets, flags)
  if (flags.plan === true) return await printPlans(targets, flags, file, context)
  const ready = prepareAll(targets, flags, file, context)
  const results = await runAll(ready, parallel, flags, context)
  annotateTargets(results, context)
  present(results, ready, flags, context)
  return worstOf(results.map(({ exitCode }) => exitCode))
}

/** Each target has reports of its own. */
function checkReports(targets: readonly NamedTarget[], { report = [] }: RunFlags): void {
  const shared = report.find((each) => !each.includes(namePlaceholder))
  if (shared === undefined || targets.length === 1) return
  const format = reportFileOf(shared)?.format.name ?? 'json'
  throw new Undecidable(
    `--report ${foreign(shared)}: expected ${namePlaceholder} in the file name, because each target has a report of its own, such as ${format}=reports/${namePlaceholder}.${format}.`,
  )
}

/** Calls a function for each target, and throws one `Undecidable` with the faults of all. */
function forEach<T>(targets: readonly NamedTarget[], act: (target: NamedTarget) => T): T[] {
  const faults: string[] = []
  const results = targets.flatMap((target) => {
    try {
      return [act(target)]
    } catch (error) {
      if (!(error instanceof Undecidable)) throw error
      faults.push(`${target.writtenAt}: ${target.name}: ${error.message}`)
      return []
    }
  })
  if (faults.length > 0) throw new Undecidable(faults.join('\n'))
  return results
}

function prepareAll(targets: readonly NamedTarget[], flags: RunFlags, file: string, context: CommandContext): ReadyTarget[] {
  const ready = forEach(targets, (target) => {
    if (target.config.keys?.main === undefined)
      throw new Undecidable(
        'missing keys.main, the name of the environment variable that holds its API key, such as keys: { main: STAGING_KEY }',
      )
    const own = flagsFor(target, flags, file)
    return { target, flags: own, prepared: prepareRun(target.baseUrl, own, context, variationFor(target, own, context)) }
  })
  checkDistinct([
    ...ready.flatMap(({ target: { name }, prepared: { reports, options } }) => [
      ...reports.map((each) => [`the ${each.format.title} report of ${name}`, each.file] as const),
      [`the journal of ${name}`, options.journal] as const,
    ]),
  ])
  return ready
}

/** Prints what each run would send. */
async function printPlans(targets: readonly NamedTarget[], flags: RunFlags, file: string, context: CommandContext): Promise<number> {
  const { print } = context.output
  const planned = forEach(targets, (target) => {
    const own = flagsFor(target, flags, file)
    return { target, own, variation: variationFor(target, own, context) }
  })
  for (const [index, { target, own, variation }] of planned.entries()) {
    print(`${index === 0 ? '' : '\n'}${target.name}: ${foreign(target.baseUrl)}\n\n`)
    await runCommand(target.baseUrl, own, context, variation)
  }
  return 0
}

/** Runs the targets, at most `parallel` at a time, and those that share a server or a key one after the other. Resolves to their results in order. */
async function runAll(
  ready: readonly ReadyTarget[],
  parallel: number,
  { quiet }: RunFlags,
  context: CommandContext,
): Promise<readonly TargetResult[]> {
  const { env, output } = context
  const progress = new TargetsProgress(
    output,
    ready.map(({ target }) => target.name),
  )
  const lanes = lanesOf(ready)
  output.tellSentences(quiet === true ? '' : openingOf(ready, lanes, parallel))
  const running = new Map<string, TargetRun>()
  const interruption = onInterrupt(
    { signals: context.signals, output: { tellSentences: (text) => progress.tell(text) } },
    () => [...running.values()].flatMap((run) => run.journal() ?? []),
    {
      ends: 'Stopping all runs',
      makers: 'the runs',
      naming: (command, journal) => {
        const [name] = [...running].find(([, run]) => run.journal() === journal) ?? []
        return withKeys(command, ready.find(({ target }) => target.name === name)?.target, programOf(context))
      },
    },
  )
  const stopAll = (): void => {
    for (const run of running.values()) run.stop()
  }
  interruption.signal.addEventListener('abort', stopAll)

  const runOne = async ({ target: { name }, target, flags, prepared: { options } }: ReadyTarget): Promise<TargetResult> => {
    const { level, basis } = options
    const about = { name, baseUrl: target.baseUrl, level, basis }
    if (interruption.signal.aborted) return { ...about, exitCode: 2, isNotStarted: true }
    const secrets = Object.values(options.target.keys).flat()
    const task = { target, flags, env: { ...env }, program: programOf(context), isLive: output.isTerminal }
    const run = startTarget(task, secrets, (message) => {
      if (message.is === 'told') progress.tell(message.text, name)
      else if (message.is === 'progress') progress.show(name, message.parts)
    })
    running.set(name, run)
    if (quiet !== true && !output.isTerminal) progress.tell(`started at ${foreign(target.baseUrl)}`, name)
    const result = { ...about, ...(await run.ended) }
    running.delete(name)
    if (quiet !== true) progress.end(name, renderTargetLine(result))
    return result
  }

  try {
    return await inLanes(ready, lanes, parallel, runOne)
  } finally {
    interruption.close()
  }
}

/** Says what begins: how many runs, which of them may write, and which wait for each other. */
function openingOf(ready: readonly ReadyTarget[], lanes: readonly number[], parallel: number): string {
  const writers = ready.flatMap(({ target: { name }, prepared: { options } }) => {
    const allowed = allowedIn(options.consent)
    return allowed.length === 0 ? [] : [`${name} (${allowed.join(', ')})`]
  })
  const shared = [...new Set(lanes)].map((lane) => ready.filter((_each, index) => lanes[index] === lane)).filter(({ length }) => length > 1)
  return [
    `Conformance suite ${suite.version} for the ${contract.title} ${contract.version}: ${count(ready.length, 'target')}, at most ${parallel} at a time`,
    ...(writers.length === 0 ? [] : [`Allowed: ${writers.join('; ')}`]),
    ...shared.map(
      (group) => `One after the other, because they share a server or an API key: ${group.map(({ target: { name } }) => name).join(', ')}`,
    ),
    '',
  ].join('\n')
}

/** Prints the results, what is left behind, and what to do next. The verdict on all is the last line. */
function present(results: readonly TargetResult[], ready: readonly ReadyTarget[], flags: RunFlags, context: CommandContext): void {
  const { print, tell, colors, columns, isTerminal } = context.output
  const program = programOf(context)
  const leftLines = results.flatMap((each, index) => leftBehind(each, ready[index], program))
  if (flags.quiet === true) {
    const lines = results.map((each) => `${each.name}: ${renderTargetLine(each)}`)
    print([...lines, ...leftLines, ''].join('\n'))
    return
  }
  // On a terminal, and usually in a log, the table follows what was told before.
  if (isTerminal === (columns !== undefined)) tell('\n')
  print(`${renderTargets(results, colors, columns)}\n`)
  if (leftLines.length > 0) print([...leftLines, '', ''].join('\n'))
  print(renderTargetsEnd(results, colors, columns, hintsFor(results, ready, program)))
}

/** Where to learn more about the worst results. */
function hintsFor(results: readonly TargetResult[], ready: readonly ReadyTarget[], program: string): string[] {
  const rule = results.find(({ exitCode, summary }) => exitCode === 1 && summary?.rule !== undefined)?.summary?.rule
  const isWritten = ready.some(({ prepared: { reports } }) => reports.length > 0)
  const hints = [
    ...(rule === undefined ? [] : [`"${program} explain ${rule}" explains the rule`]),
    ...(isWritten || results.every(({ summary }) => summary === undefined)
      ? []
      : [`--report html=${namePlaceholder}.html writes the whole report of each target`]),
  ]
  return hints.length === 0 ? [] : [`${hints.join('; ')}.`]
}

/** Says what a target was left with, and the command that deletes it. */
function leftBehind(
  { name, summary, remains = summary?.remains }: TargetResult,
  ready: ReadyTarget | undefined,
  program: string,
): string[] {
  if (remains === undefined) return []
  return [
    `${name}: ${count(remains.left, 'resource')} created by the run and not deleted${remains.commands.length === 0 ? '.' : '; to delete what is left:'}`,
    ...remains.commands.map((command) => `      ${withKeys(command, ready?.target, program)}`),
  ]
}

/** Returns a command for a target with the variables of its keys, which it does not know. */
function withKeys(command: string, target: NamedTarget | undefined, program: string): string {
  const { main, other } = target?.config.keys ?? {}
  return [
    ...(main === undefined ? [] : [`${variables.main}="$${main}"`]),
    ...(other === undefined ? [] : [`${variables.other}="$${other}"`]),
    program,
    foreign(command),
  ].join(' ')
}
