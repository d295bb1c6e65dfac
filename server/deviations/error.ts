import { deviationsOf } from './deviation.ts'

/** Faults in refusals: what they say, and what is refused. */
export const error = deviationsOf({})
