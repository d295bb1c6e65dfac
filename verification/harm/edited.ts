/** Runs `conformance clean` with an edited journal on the healthy server, after a run whose network failed. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Snapshot } from '../../test/database-difference.ts'
import { cutAfter, strayed, wireTo } from './cell.ts'
import { deploy } from './deployment.ts'
import type { Edit } from './edits.ts'
import { kindNames, kinds } from './kinds.ts'
import type { Lie } from './lie.ts'
import { byKey } from './rows.ts'
import { cleanByCommand, namedIn, runOn } from './suite-under-test.ts'
import type { Template } from './template.ts'
import { verdictOf, type Verdict } from './verdict.ts'

export interface Edited extends Verdict {
  readonly edit: string
  /** Whether the edit found anything to change. */
  readonly applied: boolean
  readonly elsewhere: readonly string[]
  /** The exit code of the command; `said` is its output. */
  readonly code: number | null
  readonly said: string
}

/** A deployment in the middle of a run, and the journal of the run. */
export interface Interrupted {
  readonly text: string
  readonly target: string
  readonly tag: string
  /** All rows. */
  readonly now: Snapshot
  /** The rows of other clients at that time. */
  readonly others: Snapshot
  readonly copy: (file: string) => void
  readonly remove: () => void
}

/** Number of writes after which the network fails: enough for resources of each kind. */
const writes = 60

const honest: Lie = { id: 'none', imitates: 'Nothing.', how: (desk) => (call) => desk.pass(call) }

export async function interrupt(template: Template): Promise<Interrupted> {
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-interrupted-'))
  const [journal, file] = [path.join(directory, 'journal.jsonl'), path.join(directory, 'interrupted.db')]
  const deployment = await deploy(template, honest)
  try {
    const { baseUrl, clock, sleep } = deployment
    const wire = cutAfter(writes, wireTo(deployment, []))
    const { tag } = await runOn({ baseUrl, level: 'full', allowed: 'lasting', seed: 'harm', journal, wire, clock, sleep })
    if (tag === undefined) throw new Error('the run did not start')
    deployment.save(file)
    const now = deployment.snapshot()
    const others = new Map(
      [...now].map(([table, rows]) => {
        const primary = template.primary.get(table) ?? []
        const before = byKey(template.before.get(table) ?? [], primary)
        return [table, [...byKey(rows, primary)].flatMap(([key, row]) => (before.has(key) ? [row] : []))]
      }),
    )
    return {
      text: readFileSync(journal, 'utf8'),
      target: baseUrl,
      tag,
      now,
      others,
      copy: (to) => copyFileSync(file, to),
      remove: () => rmSync(directory, { recursive: true }),
    }
  } finally {
    await deployment.close()
  }
}

export async function cleanEdited(edit: Edit, template: Template, { text, target, tag, now, others, copy }: Interrupted): Promise<Edited> {
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-journal-'))
  const journal = path.join(directory, 'journal.jsonl')
  const deployment = await deploy({ ...template, copy }, honest)
  try {
    const { baseUrl, elsewhere } = deployment
    const unchanged = text.replaceAll(target, baseUrl)
    const changed = edit.change({
      text: unchanged,
      target: baseUrl,
      tag,
      own: idsOf(now, others),
      others: Object.fromEntries(kindNames.toReversed().map((kind) => [kinds[kind].table, template.strangers.nordwind[kind]])),
      elsewhere,
    })
    writeFileSync(journal, changed)
    // The command cannot skip waits.
    await deployment.hurry()
    const { code, said } = await cleanByCommand(journal, edit.withTarget === true ? baseUrl : undefined)
    const evidence = { before: others, primary: template.primary, planted: deployment.planted, tag }
    const named = [...namedIn(journal), { operation: 'clean', id: '', why: said }]
    const verdict = verdictOf({ ...evidence, after: deployment.snapshot(), named })
    // References that the run itself created do not count against the command.
    const earlier = new Set(verdictOf({ ...evidence, after: now, named }).about.map(({ table, id }) => `${table} ${id}`))
    return {
      edit: edit.id,
      applied: edit.id === 'none' || changed !== unchanged,
      ...verdict,
      about: verdict.about.filter(({ table, id }) => !earlier.has(`${table} ${id}`)),
      elsewhere: strayed([], deployment),
      code,
      said,
    }
  } finally {
    await deployment.close()
    rmSync(directory, { recursive: true })
  }
}

/** Ids of the rows that are only in the first snapshot, by table. */
function idsOf(now: Snapshot, others: Snapshot): Record<string, string[]> {
  return Object.fromEntries(
    [...now].map(([table, rows]) => {
      const known = new Set(others.get(table)?.map(({ id }) => id))
      return [table, rows.flatMap(({ id }) => (typeof id === 'string' && !known.has(id) ? [id] : []))]
    }),
  )
}

export const isHarmfulEdit = ({ harmed, about, elsewhere }: Edited): boolean => harmed.length + about.length + elsewhere.length > 0

/** Whether the command reports success although rows are left. It reports no success if it rejects the journal or finishes only in part. */
export const isLostEdit = ({ code, unnamed }: Edited): boolean => code === 0 && unnamed.length > 0
