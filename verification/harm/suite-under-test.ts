/** The only dependency of this folder on the suite: starts runs, cleans up journals, and reads what both report as left. */
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

/** The tag at the start of every text of a run. */
export const tagPattern = /\bconf-[a-z0-9]+/g

/** The prefix of every tag. */
export const tagPrefix = 'conf-'

/** A resource that the suite reports as left or possibly left. */
export interface Named {
  readonly operation: string
  /** Absent if the suite does not know the id. */
  readonly id?: string
  readonly why: string
}

export interface Ran {
  readonly left: readonly Named[]
  readonly requests: number
  /** The tag of the run; absent if the run did not get that far. */
  readonly tag?: string
  /** Why the run could judge nothing. */
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

/** Plans of earlier runs, reused for runs with the same options. */
const plans = new Map<string, Plan>()

/** A full run with one administrator key of each tenant. */
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

/** Does what `clean JOURNAL` does, in this process. Resolves to what is left; a rejected journal leaves everything and sets `undecidable`. */
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

/** Runs the command `clean` in a separate process, as a user does. */
export async function cleanByCommand(
  journal: string,
  target: string | undefined,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { code, out, err } = await runSuite(['clean', journal, ...(target === undefined ? [] : ['--target', target])], {
    env: { CONFORMANCE_KEY: keys.main[0], CONFORMANCE_OTHER_TENANT_KEY: keys.other[0] },
  })
  return { code, said: out + err }
}

/** The resources in a remaining journal that are not cleaned up yet. */
export function namedIn(journal: string): Named[] {
  if (!existsSync(journal)) return []
  try {
    const { entries, accepted } = readJournal(journal, api)
    const why = 'the journal names it'
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
