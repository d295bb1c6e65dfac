import { deviationsOf } from './deviation.ts'

/** Faults in headers. */
export const header = deviationsOf({})
