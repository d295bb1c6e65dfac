/** What a run is about to do, for the terminal. */
import type { JudgedBy } from '../../model/basis.ts'
import type { RunLevel } from '../../model/levels.ts'
import type { Role } from '../../model/request.ts'
import { foreign } from '../../text/foreign.ts'
import { suite } from '../../suite.ts'
import type { Consent } from '../../plan/model.ts'

interface Heading {
  readonly contract: { readonly title: string; readonly version: string }
  readonly target: string
  readonly level: RunLevel
  readonly basis: JudgedBy
  readonly consent: Consent
  readonly seed: string
  /** The number of keys by role. */
  readonly keys: Readonly<Partial<Record<Role | 'reader', number>>>
}

/** Returns the suite, the contract, the target, the options and the keys of a run, in three lines. */
export function renderHeading({ contract, target, level, basis, consent, seed, keys }: Heading): string {
  const allowed = allowedIn(consent)
  const requests = consent.readsOnly === true ? 'reads only' : allowed.length === 0 ? 'no writes allowed' : `allowed: ${allowed.join(', ')}`
  const given = Object.entries(keys).map(([role, number]) => `${number} ${role}`)
  return [
    `Conformance suite ${suite.version} for the ${contract.title} ${contract.version}: ${foreign(target)}`,
    `Level ${level}, basis ${basis}, ${requests}; keys: ${given.join(', ')}; seed ${foreign(seed)}`,
    '',
  ].join('\n')
}

/** Returns what a run may do besides reads and writes that must be rejected. */
export const allowedIn = ({ writes, lasting, exhaust }: Consent): string[] => [
  ...(writes === true ? ['writes'] : []),
  ...(lasting === true ? ['lasting data'] : []),
  ...(exhaust === true ? ['use of a whole rate limit'] : []),
]
