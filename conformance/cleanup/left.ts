/** What is still there of a run, and how it is told. */
import type { Accepted, Entry, Remains } from './ledger.ts'

/** Something that is still there, or may be. */
export interface Left {
  /** What made it. */
  readonly operation: string
  /** Absent if nobody knows whether it came into being. */
  readonly id?: string
  readonly why: string
  /** Nothing takes it back, and the run was allowed to make it (`--allow-lasting`): it was expected to stay. */
  readonly isLasting?: true
}

/** What a run left that was not allowed to write: everything that a deployment carried out although it had to refuse it. */
export function untouched({ entries, accepted }: Pick<Remains, 'entries' | 'accepted'>): Left[] {
  const made = entries.filter(({ isGone }) => isGone !== true)
  const why = 'the deployment carried out a request that it has to refuse; "clean" takes it back from the journal'
  return [...accepted.map(aboutAccepted), ...made.map((entry) => ({ operation: entry.kind, ...idOf(entry), why: entry.doubt ?? why }))]
}

export const idOf = ({ own }: Entry): { readonly id?: string } => (own === undefined ? {} : { id: own })

export const aboutAccepted = ({ operation, ids }: Accepted): Left => ({
  operation,
  ...(ids[0] === undefined ? {} : { id: ids.join(', ') }),
  why: 'the deployment carried out a request that it has to refuse; look whether something has to be undone by hand',
})
