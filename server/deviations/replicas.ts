/** Helpers for faults that depend on the responding server: different servers, outdated replicas. */
import type { Change } from './deviation.ts'

/** A change that affects one of three requests, like one different server out of three behind an address. */
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
