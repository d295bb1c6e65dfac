import { deviationsOf } from './deviation.ts'

/** Faults in what is kept of what was written. */
export const write = deviationsOf({})
