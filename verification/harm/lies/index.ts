/** All lies. */
import { liesOf, type Lie } from '../lie.ts'
import { creationLies } from './creations.ts'
import { existingLies } from './existing.ts'
import { gatewayLies } from './gateways.ts'
import { idLies } from './ids.ts'
import { laxLies } from './lax.ts'
import { listLies } from './lists.ts'
import { neighborLies } from './neighbors.ts'

export const lies: readonly Lie[] = [
  ...liesOf({ 'none/healthy': { imitates: 'Nothing: the reference server without changes.', how: (desk) => (call) => desk.pass(call) } }),
  ...existingLies,
  ...idLies,
  ...listLies,
  ...creationLies,
  ...laxLies,
  ...neighborLies,
  ...gatewayLies,
]
