/** The jobs of the worker processes. */
import { isHarmful, isLost, runCell, type Cell, type Result } from './cell.ts'
import { cleanEdited, interrupt, isHarmfulEdit, isLostEdit, type Edited, type Interrupted } from './edited.ts'
import { edits } from './edits.ts'
import { healthyRuns, type Healthy } from './healthy.ts'
import { lies } from './lies/index.ts'
import { makeTemplate, type Template } from './template.ts'

export type Job = { readonly cell: Cell } | { readonly edit: string } | { readonly healthy: number }
export type Outcome = { readonly cell: Result } | { readonly edited: Edited } | { readonly healthy: Healthy }

/** Runs against a lie: at two levels, with every consent. Only the run with every consent uses up the rate limit of a key. */
const runs: readonly Omit<Cell, 'lie'>[] = [
  { level: 'contract', allowed: 'nothing' },
  { level: 'contract', allowed: 'writes' },
  { level: 'contract', allowed: 'lasting' },
  { level: 'full', allowed: 'nothing' },
  { level: 'full', allowed: 'writes' },
  { level: 'full', allowed: 'lasting' },
  { level: 'full', allowed: 'everything' },
  { level: 'full', allowed: 'lasting', cut: 25 },
  { level: 'full', allowed: 'lasting', cut: 90 },
]

/** The run that can do the most harm in the least time. */
const quick: readonly Omit<Cell, 'lie'>[] = [{ level: 'full', allowed: 'lasting' }]

export const jobsOf = ({ isQuick }: { readonly isQuick: boolean }): Job[] => [
  { healthy: isQuick ? 1 : 10 },
  ...edits.map(({ id }) => ({ edit: id })),
  ...lies.flatMap(({ id }) => (isQuick ? quick : runs).map((each) => ({ cell: { lie: id, ...each } }))),
]

/** The name for `--only`: the id of a lie, the id of an edit after `edited/`, or `healthy`. */
export const subjectOf = (job: Job): string => ('cell' in job ? job.cell.lie : 'edit' in job ? `edited/${job.edit}` : 'healthy')

export const runName = ({ level, allowed, cut }: Omit<Cell, 'lie'>): string =>
  `${level} ${allowed}${cut === undefined ? '' : ` cut ${cut}`}`

let template: Promise<Template> | undefined
let interrupted: Promise<Interrupted> | undefined

/** Runs one job. Jobs in the same process share the template and the interrupted run. */
export async function work(job: Job): Promise<Outcome> {
  template ??= makeTemplate()
  const made = await template
  if ('healthy' in job) return { healthy: await healthyRuns(job.healthy, made) }
  if ('edit' in job) {
    interrupted ??= interrupt(made)
    return { edited: await cleanEdited(found(edits, job.edit), made, await interrupted) }
  }
  return { cell: await runCell(job.cell, found(lies, job.cell.lie), made) }
}

function found<Each extends { readonly id: string }>(all: readonly Each[], id: string): Each {
  const one = all.find((each) => each.id === id)
  if (one === undefined) throw new RangeError(`Unknown id ${JSON.stringify(id)}`)
  return one
}

/** Whether the outcome has avoidable harm. */
export function isBad(outcome: Outcome): boolean {
  if ('cell' in outcome) return isHarmful(outcome.cell)
  if ('edited' in outcome) return isHarmfulEdit(outcome.edited)
  const { harmed, about, elsewhere } = outcome.healthy
  return harmed.length + about.length + elsewhere.length > 0
}

/** Whether the run left resources that it does not report although it could. */
export function isLosing(outcome: Outcome): boolean {
  if ('cell' in outcome) return isLost(outcome.cell)
  return 'edited' in outcome ? isLostEdit(outcome.edited) : outcome.healthy.unnamed.length > 0
}
