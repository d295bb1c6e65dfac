/** The messages between the two sides of `judge-thread.ts`. */
import type { LiveFinding, Passed, PassageReport } from '../passage.ts'

type About = Pick<Passed, 'number' | 'method' | 'sentAt'>

export type Message =
  /** `room`: the reserved bytes, which are released when it is judged. */
  | { readonly is: 'passed'; readonly passed: Passed; readonly quietUntil: number; readonly room: number }
  | ({ readonly is: 'left out'; readonly why: string } & About)
  | ({ readonly is: 'missed' } & About)
  | { readonly is: 'over' }

export type Answer =
  | { readonly is: 'ready' }
  | { readonly is: 'finding'; readonly finding: LiveFinding }
  | { readonly is: 'judged'; readonly room: number }
  | { readonly is: 'report'; readonly report: PassageReport }
