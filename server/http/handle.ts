import { drawSecret } from '../random.ts'
import type { Exchange, Success } from './exchange.ts'
import type { Service } from './service.ts'

/** Calls the handler with a store limited to the caller's tenant (D05). The contract defines the Location of created resources. */
export async function handle(exchange: Exchange, { handlers, store, random, clock, ids }: Service): Promise<void> {
  const { input, key, target } = exchange
  if (target.endpoint === undefined || key === undefined || input === undefined) {
    throw new Error('operation, caller or input is missing: an earlier step should have rejected the request')
  }
  // Not the time of arrival: a slow request would otherwise write into history before changes made in the meantime.
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
    // The validated input has the type of the operation's handler, which the compiler cannot infer across the lookup.
  } as never)
  const location = target.endpoint.location?.(input.params, { data: answer.data })
  exchange.outcome = location === undefined ? answer : { ...answer, location }
}
