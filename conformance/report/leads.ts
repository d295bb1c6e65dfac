/**
 * Which of several findings names the fault that explains them all. The weights were learned from the proof, where the fault is known: see
 * `verification/causes`.
 */
import { readFileSync } from 'node:fs'
import type { Evidence } from './evidence.ts'

/** The findings of one rule, as far as they matter here. */
export interface Candidate {
  readonly rule: string
  readonly evidence: Evidence
  /** Whether all its findings are warnings. */
  readonly isMild: boolean
}

/** The features of a candidate, by name; absent means 0. */
export type Features = Readonly<Record<string, number>>

/** Returns the features of each candidate, compared with the others. */
export function featuresOf(candidates: readonly Candidate[]): Features[] {
  const firsts = candidates.map(({ evidence }) => Math.min(...evidence.exchanges, Number.MAX_SAFE_INTEGER))
  const [earliest, widest] = [Math.min(...firsts), Math.max(...candidates.map(({ evidence }) => evidence.operations.size))]
  return candidates.map(({ rule, evidence, isMild }, index) => ({
    [`rule ${rule}`]: 1,
    [`area ${evidence.area}`]: 1,
    // Faults show first where nothing else is asked yet.
    ...(firsts[index] === earliest ? { earliest: 1 } : {}),
    ...(evidence.operations.size === widest ? { widest: 1 } : {}),
    ...(isMild ? { mild: 1 } : {}),
    reach: Math.log(1 + evidence.operations.size),
  }))
}

export type Weights = Readonly<Record<string, number>>

const learned = JSON.parse(readFileSync(new URL('./leads.json', import.meta.url), 'utf8')) as Weights

/** Returns how likely a candidate names the fault, as a number to compare with those of the others. */
export const scoreOf = (features: Features, weights: Weights = learned): number =>
  Object.entries(features).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), 0)
