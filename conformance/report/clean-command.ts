import { isOnThisComputer } from '../model/target.ts'
import type { Report } from './report.ts'

/** Returns the command that deletes what a run left, without the name of the program. It names a deployment on another computer, as `clean` requires. */
export const cleanCommandFor = (journal: string, target: string): string =>
  `clean ${journal}${URL.canParse(target) && isOnThisComputer(target) ? '' : ` --target ${target}`}`

/** Returns the commands that delete what the runs of a report left, without the name of the program: each run has its own journal. */
export const cleanCommandsOf = ({ journal, merged, target }: Pick<Report, 'journal' | 'merged' | 'target'>): string[] =>
  (merged?.parts.flatMap((part) => part.journal ?? []) ?? [journal ?? []].flat()).map((each) => cleanCommandFor(each, target))
