import type { ScmContract, ScmOperation, OperationId } from '../../spec/contract.ts'
import { locationOf, type LocationOf } from './location.ts'
import { compileQuery, type QueryReader } from './query.ts'
import { compileSchemas, type Check } from './schemas.ts'

/** An operation with everything that can be computed before a request arrives. */
export interface Endpoint {
  readonly operation: ScmOperation
  readonly readQuery: QueryReader
  /** By name, in the order of the contract. */
  readonly checkParams: readonly (readonly [name: string, check: Check])[]
  readonly checkBody: Check | undefined
  /** Set if the operation creates a resource. */
  readonly location: LocationOf | undefined
}

export type Endpoints = Readonly<Record<OperationId, Endpoint>>

/** By contract: several servers of one process share what never changes. */
const compiled = new WeakMap<ScmContract, Endpoints>()

/** Compiles every operation of the contract, once. */
export function compileEndpoints(contract: ScmContract): Endpoints {
  let endpoints = compiled.get(contract)
  if (endpoints === undefined) compiled.set(contract, (endpoints = compileAll(contract)))
  return endpoints
}

function compileAll(contract: ScmContract): Endpoints {
  const schemas = compileSchemas(contract)
  const compile = (operation: ScmOperation): Endpoint => ({
    operation,
    readQuery: compileQuery(
      operation.parameters.filter((each) => each.in === 'query'),
      schemas,
    ),
    checkParams: operation.parameters.filter((each) => each.in === 'path').map((each) => [each.name, schemas(each.pointer)] as const),
    checkBody: operation.body === undefined ? undefined : schemas(operation.body.pointer),
    location: locationOf(operation),
  })
  return Object.fromEntries(Object.values(contract.operations).map((each) => [each.id, compile(each)])) as Record<OperationId, Endpoint>
}
