/** What is left of a run, as reported. */
import type { Accepted, Entry, Remains } from './ledger.ts'

/** A resource or setting that is or may be left behind. */
export interface Left {
  /** The operation that created it. */
  readonly operation: string
  /** Absent if it is unknown whether it was created. */
  readonly id?: string
  readonly why: string
  /** It cannot be deleted, and the run was allowed to create it (`--allow-lasting`), so it is expected to stay. */
  readonly isLasting?: true
}

/** Returns what a run without permission to write left behind: everything that the deployment carried out although it must reject it. */
export function untouched({ entries, accepted }: Pick<Remains, 'entries' | 'accepted'>): Left[] {
  const made = entries.filter(({ isGone }) => isGone !== true)
  const why = 'the deployment carried out a request that it must reject; undo it with "clean" and the journal'
  return [...accepted.map(aboutAccepted), ...made.map((entry) => ({ operation: entry.kind, ...idOf(entry), why: entry.doubt ?? why }))]
}

export const idOf = ({ own }: Entry): { readonly id?: string } => (own === undefined ? {} : { id: own })

export const aboutAccepted = ({ operation, ids }: Accepted): Left => ({
  operation,
  ...(ids[0] === undefined ? {} : { id: ids.join(', ') }),
  why: 'the deployment carried out a request that it must reject; check whether something must be undone manually',
})
