import { drawSecret } from '../random.ts'
import type { Exchange, Success } from './exchange.ts'
import type { Service } from './service.ts'

/** Lets the handler of the operation answer, with a store that knows no tenant but the caller's (D05). Where what it created is says the contract. */
export async function handle(exchange: Exchange, { handlers, store, random, clock, ids }: Service): Promise<void> {
  const { input, key, target } = exchange
  if (target.endpoint === undefined || key === undefined || input === undefined) {
    throw new Error('an exchange without operation, caller or input cannot be handled: a step before this one let it pass')
  }
  // Not when the request began to arrive: one that takes long would write into history before what was done meanwhile.
  const now = clock()
  const handler = handlers[target.endpoint.operation.id]
  const answer: Success = await handler({
    params: input.params,
    query: input.query,
    body: input.body,
    store: store.forTenant(key.tenantId),
    caller: { keyId: key.id, scopes: key.scopes },
    now,
    newId: (prefix: string) => ids(prefix, now),
    newSecret: (length: number) => drawSecret(random, length),
    // The validated input has the type of the operation's own handler, which the compiler cannot connect across the lookup.
  } as never)
  const location = target.endpoint.location?.(input.params, { data: answer.data })
  exchange.outcome = location === undefined ? answer : { ...answer, location }
}
