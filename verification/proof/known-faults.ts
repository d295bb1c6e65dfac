/** The faults that each rule finds, as reports show them: `conformance/profile/known-faults.json`. */
import type { Proof } from './published.ts'

/** By rule, the sentences about the deviations that name it and that it found, those that fewest rules found first. */
export function knownFaultsOf({
  rules,
  deviations,
}: Pick<Proof, 'rules' | 'deviations'>): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const narrowFirst = [...deviations].sort((a, b) => a.kills.length - b.kills.length)
  return Object.fromEntries(
    rules.map(({ id }) => [
      id,
      Object.fromEntries(
        narrowFirst
          .filter(({ breaks, kills }) => [breaks, kills].every((each) => each.some(({ rule }) => rule === id)))
          .map((each) => [each.id, each.harm]),
      ),
    ]),
  )
}

export const writtenFaults = (proof: Proof): string => `${JSON.stringify(knownFaultsOf(proof), null, 2)}\n`
