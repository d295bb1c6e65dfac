/** Helpers for faults in handlers. */
import type { OperationId } from '../../spec/contract.ts'
import type { Handler, Input } from '../handlers.ts'
import type { Check } from '../http/schemas.ts'
import { RefusalError, type RefusalName, refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import { type Change, endpoint } from './deviation.ts'

/** A handler whose transactions use a faulty store; other handlers use the original. */
export function within<Id extends OperationId>(id: Id, wrong: (inner: TenantStore, input: Input<Id>) => TenantStore): Change {
  const spoilt = (right: Handler<Id>): Handler<Id> => {
    return (input) => {
      const { store } = input
      return right({ ...input, store: { ...store, transaction: (work) => store.transaction((inner) => work(wrong(inner, input))) } })
    }
  }
  return {
    part: `handler ${id}`,
    assemble: (parts) => ({ ...parts, handlers: { ...parts.handlers, [id]: spoilt(parts.handlers[id]) } }),
  }
}

/** A handler whose transactions are rolled back, although it returns success. */
export function rolledBack(id: OperationId): Change {
  const done = new Error('rolled back')
  const lost =
    (store: TenantStore): TenantStore['transaction'] =>
    async (work) => {
      const answers: Awaited<ReturnType<typeof work>>[] = []
      const once = store.transaction(async (inner) => {
        answers.push(await work(inner))
        throw done
      })
      await once.catch((error: unknown) => {
        if (error !== done) throw error
      })
      const [answer] = answers
      if (answer === undefined) throw done
      return answer
    }
  const spoilt = <Id extends OperationId>(right: Handler<Id>): Handler<Id> => {
    return (input) => right({ ...input, store: { ...input.store, transaction: lost(input.store) } })
  }
  return {
    part: `handler ${id}`,
    assemble: (parts) => ({ ...parts, handlers: { ...parts.handlers, [id]: spoilt(parts.handlers[id] as Handler<OperationId>) } }),
  }
}

/** A handler that runs custom code if the original one rejects the request for this reason. */
export function insteadOf<Id extends OperationId>(
  refusal: RefusalName,
  id: Id,
  otherwise: (input: Input<Id>, error: RefusalError) => ReturnType<Handler<Id>>,
): Change {
  const spoilt = (right: Handler<Id>): Handler<Id> => {
    return (input) =>
      right(input).catch((error: unknown) => {
        if (error instanceof RefusalError && error.refusal === refusal) return otherwise(input, error)
        throw error
      })
  }
  return {
    part: `handler ${id}`,
    assemble: (parts) => ({ ...parts, handlers: { ...parts.handlers, [id]: spoilt(parts.handlers[id]) } }),
  }
}

/** A refusal without its reason. */
export function withoutReason({ refusal, details, headers }: RefusalError): RefusalError {
  return new RefusalError(refusal, { ...details, reason: undefined }, headers)
}

/** An operation that accepts a body property which the contract rejects. */
export function lenient(id: OperationId, property: string): Change {
  return endpoint(id, (right) => ({
    ...right,
    checkBody: (body) => right.checkBody?.(body).filter(({ path }) => path !== `/${property}`) ?? [],
  }))
}

/** An operation that stores the valid part of a body before it rejects the rest. */
export function checkedAfterwards(id: 'updateProduct' | 'createForecastScenario'): Change {
  const spoilt = <Id extends OperationId>(right: Handler<Id>, check: Check): Handler<Id> => {
    return async (input) => {
      const faults = check(input.body)
      const wrong = new Set(faults.map(({ path }) => path.split('/')[1]))
      const rest = Object.fromEntries(Object.entries(input.body ?? {}).filter(([name]) => !wrong.has(name)))
      const answer = faults.length > 0 && check(rest).length > 0 ? undefined : await right({ ...input, body: rest as typeof input.body })
      if (answer !== undefined && faults.length === 0) return answer
      throw refuse('requestInvalid', { issues: faults.map((fault) => ({ in: 'body', ...fault })) })
    }
  }
  return {
    part: `endpoint ${id}, handler ${id}`,
    assemble: (parts) => {
      const { [id]: right } = parts.endpoints
      return {
        ...parts,
        handlers: { ...parts.handlers, [id]: spoilt(parts.handlers[id] as Handler<OperationId>, right.checkBody ?? (() => [])) },
        endpoints: { ...parts.endpoints, [id]: { ...right, checkBody: () => [] } },
      }
    },
  }
}
