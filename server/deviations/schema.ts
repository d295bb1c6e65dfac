import { deviationsOf } from './deviation.ts'

/** Faults in the shape and the sums of what is answered. */
export const schema = deviationsOf({})
