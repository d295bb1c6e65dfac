import { deviationsOf } from './deviation.ts'

/** Faults in orders and filters. */
export const sorting = deviationsOf({})
