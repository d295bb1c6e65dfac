import { drawId, drawSecret } from '../random.ts'
import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Lets the handler of the operation answer, with a store that knows no tenant but the caller's (D05). */
export async function handle(exchange: Exchange, { handlers, store, random }: Service): Promise<void> {
  const { arrival, input, key, target } = exchange
  if (target.endpoint === undefined || key === undefined || input === undefined) {
    throw new Error('an exchange without operation, caller or input cannot be handled: a step before this one let it pass')
  }
  const handler = handlers[target.endpoint.operation.id]
  exchange.outcome = await handler({
    ...input,
    store: store.forTenant(key.tenantId),
    caller: { keyId: key.id, scopes: key.scopes },
    now: arrival.at,
    newId: (prefix: string) => drawId(random, prefix),
    newSecret: (length: number) => drawSecret(random, length),
    // The validated input has the type of the operation's own handler, which the compiler cannot connect across the lookup.
  } as never)
}
