/** What faults have in common where an answer depends on who gives it: servers that are not alike, replicas that lag. */
import type { Change } from './deviation.ts'

/** A change that shows in one of three readings, as where three servers stand behind one address and one is not like the others. */
export function oneOfThree(change: (isOther: () => boolean) => Change): Change {
  return {
    part: change(() => false).part,
    assemble: (parts) => {
      let read = 0
      const isOther = (): boolean => {
        read += 1
        return read % 3 === 0
      }
      return change(isOther).assemble(parts)
    },
  }
}
