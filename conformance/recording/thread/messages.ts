/** What the two sides of `judge-thread.ts` say to each other. */
import type { Passed, PassageReport } from '../passage.ts'

type About = Pick<Passed, 'number' | 'method' | 'sentAt'>

export type Message =
  /** `room`: bytes that it has taken, and that are free when it is judged. */
  | { readonly is: 'passed'; readonly passed: Passed; readonly quietUntil: number; readonly room: number }
  | ({ readonly is: 'left out'; readonly why: string } & About)
  | ({ readonly is: 'missed' } & About)
  | { readonly is: 'over' }

export type Answer =
  { readonly is: 'ready' } | { readonly is: 'judged'; readonly room: number } | { readonly is: 'report'; readonly report: PassageReport }
