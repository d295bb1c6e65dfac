import fc from 'fast-check'
import type { Schemas } from '../../../spec/contract.ts'
import { addresses } from './auth-oracle.ts'
import { create, type KeyCommand, revoke, rotate, update, wait } from './steps.ts'

const scopes = fc.uniqueArray(
  fc.constantFrom<Schemas['Scope']>(
    '*',
    'admin.*',
    'admin.keys.*',
    'admin.keys.read',
    'admin.keys.write',
    'inventory.*',
    'inventory.read',
    'products.read',
  ),
  { maxLength: 3 },
)
const seconds = fc.constantFrom(null, null, null, null, 60, 3600, 3600, 0)
const allowedIps = fc.constantFrom<string[]>([], [], [addresses[0]], [addresses[1]], [...addresses])
/** The first keys have the most permissions and exist from the beginning. */
const first = fc.constantFrom(1, 1, 1, 2).map((first) => ({ first }))
const made = fc.constantFrom(0, 0, 1, 1, 2, 3).map((back) => ({ back }))
const by = fc.oneof(first, made)
const on = fc.oneof({ arbitrary: made, weight: 5 }, { arbitrary: first, weight: 1 })
const caller = fc.record({ by, address: fc.constantFrom(...addresses) })
const change = fc.oneof(
  fc.record({ scopes }),
  fc.record({ seconds }),
  fc.record({ allowedIps }),
  fc.record({ name: fc.constant('Other') }),
  fc.record({ scopes, seconds, allowedIps }),
)
const often = (weight: number, arbitrary: fc.Arbitrary<KeyCommand>) => ({ arbitrary, weight })

/** A random action on keys, with weights. */
export const anyStep: fc.Arbitrary<KeyCommand> = fc.oneof(
  often(
    4,
    fc.tuple(caller, fc.record({ scopes, seconds, allowedIps })).map((drawn) => create(...drawn)),
  ),
  often(
    3,
    fc.tuple(caller, on, change).map((drawn) => update(...drawn)),
  ),
  often(
    2,
    fc.tuple(caller, on).map((drawn) => rotate(...drawn)),
  ),
  often(
    1,
    fc.tuple(caller, on).map((drawn) => revoke(...drawn)),
  ),
  often(1, fc.constantFrom(30, 60, 3600).map(wait)),
)
