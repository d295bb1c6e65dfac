import { deviationsOf } from './deviation.ts'

/** Faults in statuses, methods and paths. */
export const status = deviationsOf({})
