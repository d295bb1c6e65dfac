/** Everything that this folder knows of the suite: how it runs, how it takes back what a journal tells, and what both say is left. */
import { appendFileSync, existsSync } from 'node:fs'
import { clean } from '../../conformance/cleanup/clean.ts'
import { readJournal } from '../../conformance/cleanup/journal-reader.ts'
import type { Line } from '../../conformance/cleanup/ledger.ts'
import type { Consent, Plan } from '../../conformance/plan/model.ts'
import { recordedRun } from '../../conformance/run/run.ts'
import type { Wire } from '../../conformance/guard/wire.ts'
import { Undecidable } from '../../conformance/model/undecidable.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { api } from '../../conformance/profile/index.ts'
import { runSuite } from '../../scripts/support/suite.ts'
import type { Allowed } from './lie.ts'

export type { Wire } from '../../conformance/guard/wire.ts'

/** What begins every text of a run, up to where its own words begin. */
export const tagPattern = /\bconf-[a-z0-9]+/g

/** What begins every tag. */
export const tagPrefix = 'conf-'

/** Something that the suite says it left, or may have left. */
export interface Named {
  readonly operation: string
  /** Absent where it does not know what it is called. */
  readonly id?: string
  readonly why: string
}

export interface Ran {
  readonly left: readonly Named[]
  readonly requests: number
  /** What begins every text of the run; unknown where the run did not get that far. */
  readonly tag?: string
  /** Why there was nothing to judge. */
  readonly undecidable?: string
}

export interface RunRequest {
  readonly baseUrl: string
  readonly level: 'contract' | 'full'
  readonly allowed: Allowed
  readonly seed: string
  readonly journal: string
  readonly wire: Wire
  readonly clock: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

const consents: Readonly<Record<Allowed, Consent>> = {
  nothing: {},
  writes: { writes: true },
  lasting: { writes: true, lasting: true },
  everything: { writes: true, lasting: true, exhaust: true },
}

const keys = { main: [demoKeys.nordwind.administrator], other: [demoKeys.suedlicht.administrator] }

/** Plans of earlier runs that differ in nothing that a plan depends on. */
const plans = new Map<string, Plan>()

/** A whole run, with an administrator's key of each tenant. */
export async function runOn({ baseUrl, level, allowed, seed, journal, wire, clock, sleep }: RunRequest): Promise<Ran> {
  const name = `${level} ${allowed} ${seed}`
  const plan = plans.get(name)
  try {
    const recorded = await recordedRun({
      target: { baseUrl, keys },
      level,
      consent: consents[allowed],
      seed,
      journal,
      wire,
      clock,
      sleep,
      ...(plan === undefined ? {} : { plan }),
    })
    plans.set(name, recorded.whole)
    const { left, requests } = recorded.report
    return { left, requests: requests.sent, tag: recorded.plan.tag }
  } catch (error) {
    if (error instanceof Undecidable) return { left: [], requests: 0, undecidable: error.message }
    throw error
  }
}

/** What `clean JOURNAL` does, in this process. Resolves to what is left; a journal that is refused leaves everything, and is said to be. */
export async function cleanUp(journal: string, { baseUrl, wire, sleep }: Pick<RunRequest, 'baseUrl' | 'wire' | 'sleep'>): Promise<Ran> {
  try {
    const remains = readJournal(journal, api)
    let requests = 0
    const counted: Wire = {
      send: (request) => {
        requests += 1
        return wire.send(request)
      },
      close: () => wire.close(),
    }
    const [key = '', otherKey = ''] = [...keys.main, ...keys.other]
    const onLine = (line: Line): void => appendFileSync(journal, `${JSON.stringify(line)}\n`)
    const left = await clean({ api, baseUrl, remains, wire: counted, key, otherKey, headers: {}, sleep, onLine })
    return { left, requests, tag: remains.tag }
  } catch (error) {
    if (error instanceof Undecidable) return { left: [], requests: 0, undecidable: error.message }
    throw error
  }
}

/** The same as a user does it: with the command, in a process of its own. */
export async function cleanByCommand(
  journal: string,
  target: string | undefined,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { code, out, err } = await runSuite(['clean', journal, ...(target === undefined ? [] : ['--target', target])], {
    env: { CONFORMANCE_KEY: keys.main[0], CONFORMANCE_OTHER_TENANT_KEY: keys.other[0] },
  })
  return { code, said: out + err }
}

/** What a journal that is left names: things whose taking back is still open. */
export function namedIn(journal: string): Named[] {
  if (!existsSync(journal)) return []
  try {
    const { entries, accepted } = readJournal(journal, api)
    const why = 'it is in the journal'
    return [
      ...entries
        .filter(({ isGone }) => isGone !== true)
        .map(({ kind, own }) => ({ operation: kind, ...(own === undefined ? {} : { id: own }), why })),
      ...accepted.map(({ operation, ids }) => ({ operation, ...(ids.length === 0 ? {} : { id: ids.join(' ') }), why })),
    ]
  } catch (error) {
    if (error instanceof Undecidable) return []
    throw error
  }
}
