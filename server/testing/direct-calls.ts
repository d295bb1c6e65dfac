import { randomBytes } from 'node:crypto'
import type { OperationId, Schemas } from '../../spec/contract.ts'
import type { Handler, Input, Output } from '../handlers.ts'
import { createIds, drawSecret } from '../random.ts'
import { standardHandlers } from '../standard-handlers.ts'
import type { TenantStore } from '../store/store.ts'

type Asked<Id extends OperationId> = Pick<Input<Id>, 'params' | 'query' | 'body'>

/** Calls a handler as the server would, with a partial request: the handler must not use what is omitted. */
export type DirectCall = <Id extends OperationId>(
  id: Id,
  asked: Partial<Asked<Id>>,
  as?: { readonly scopes?: readonly Schemas['Scope'][]; readonly now?: number },
) => Promise<Output<Id>>

const everything: readonly Schemas['Scope'][] = ['*']

/** Handlers without HTTP, for tests of their effects on a store. */
export function directCalls(store: TenantStore): DirectCall {
  const ids = createIds(randomBytes)
  return (id, asked, { scopes = everything, now = Date.UTC(2026, 5, 1, 12) } = {}) => {
    const handler: Handler<typeof id> = standardHandlers[id]
    return handler({
      ...(asked as Asked<typeof id>),
      store,
      caller: { keyId: 'key_caller', scopes },
      now,
      newId: (prefix) => ids(prefix, now),
      newSecret: (length) => drawSecret(randomBytes, length),
    })
  }
}
