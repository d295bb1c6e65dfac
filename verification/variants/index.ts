import { data } from './data.ts'
import { errors } from './errors.ts'
import { gateway } from './gateway.ts'
import { headers } from './headers.ts'
import { json } from './json.ts'
import { limits } from './limits.ts'
import { parts } from './parts.ts'
import { transport } from './transport.ts'
import type { Variant } from './variant.ts'

/** Every benign variant, by area. */
export const variants: readonly Variant[] = [...transport, ...headers, ...json, ...errors, ...gateway, ...limits, ...parts, ...data]
