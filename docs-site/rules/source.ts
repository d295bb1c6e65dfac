/** The committed data that the pages are made of. */
import { readFileSync } from 'node:fs'
import type { Example } from '../../verification/examples/example.ts'
import type { Proof } from '../../verification/proof/published.ts'
import { factsOfRules, type Facts } from './facts.ts'

export interface Source {
  readonly proof: Proof
  readonly examples: ReadonlyMap<string, Example>
  readonly facts: ReadonlyMap<string, Facts>
  /** The dates of the proven commits, as far as they are known. */
  readonly dates: ReadonlyMap<string, Date>
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))

export const readProof = (): Proof => read('proof.json') as Proof

export function readSource(dates: Source['dates'] = new Map()): Source {
  const examples = read('examples.json') as readonly Example[]
  return { proof: readProof(), examples: new Map(examples.map((each) => [each.rule, each])), facts: factsOfRules(), dates }
}
