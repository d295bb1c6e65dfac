import { deviationsOf } from './deviation.ts'

/** Faults in what separates tenants. */
export const tenant = deviationsOf({})
