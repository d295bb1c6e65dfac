import { deviationsOf } from './deviation.ts'

/** Faults in media types and codings. */
export const negotiation = deviationsOf({})
