import type { Permission } from '../../spec/contract.ts'
import { BlockList, isIPv6 } from 'node:net'
import { missingScopes } from '../keys/scope.ts'
import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** Compares addresses instead of their notation: `2001:DB8::1` is `2001:db8:0:0:0:0:0:1`. */
function includes(addresses: readonly string[], address: string): boolean {
  const list = new BlockList()
  for (const each of addresses) list.addAddress(each, family(each))
  return list.check(address, family(address))
}

/** Rejects a key that may not be used from the client's address or lacks a permission of the operation (403). */
export function authorize({ key, arrival, target }: Exchange): void {
  if (key === undefined) return
  if (key.allowedIps.length > 0 && !includes(key.allowedIps, arrival.address)) {
    throw refuse('addressForbidden', { requiredPermissions: [] })
  }
  const requiredPermissions = missingScopes(key.scopes, (target.endpoint?.operation.permissions ?? []) as readonly Permission[])
  if (requiredPermissions.length > 0) throw refuse('scopeInsufficient', { requiredPermissions })
}
