import { valueAt } from '../../spec/contract.ts'
import type { Api } from './api.ts'
import { json, type Answered } from './exchange.ts'

/** Whether a response says that the key has expired. Only the profile of an API knows how it does. */
export function saysExpired(exchange: Answered, { profile }: Pick<Api, 'profile'>): boolean {
  const { expired } = profile.keys ?? {}
  return expired !== undefined && valueAt(json(exchange)?.value, expired.pointer) === expired.value
}
