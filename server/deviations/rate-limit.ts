import { deviationsOf } from './deviation.ts'

/** Faults in how requests are counted and what is said of it. */
export const rateLimit = deviationsOf({})
