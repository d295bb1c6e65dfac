import { isOnThisComputer } from '../model/target.ts'

/** Returns the command that deletes what a run left, without the name of the program. It names a deployment on another computer, as `clean` requires. */
export const cleanCommandFor = (journal: string, target: string): string =>
  `clean ${journal}${URL.canParse(target) && isOnThisComputer(target) ? '' : ` --target ${target}`}`
