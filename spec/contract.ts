/**
 * Typed access to the contract. All other code uses only this module.
 *
 * Everything here is read from the bundled OpenAPI 3.1 document. Schemas are named by JSON pointers into that document
 * (RFC 6901), so that a validator registers the document once and compiles `{ $ref: documentId + '#' + pointer }`.
 */
import { readFileSync } from 'node:fs'
import type { Methods } from './generated/defaults.d.ts'
import type { components, operations } from './generated/openapi.d.ts'
import type { Contract, Definitions, Operation } from './model.ts'
import { readContract } from './reader.ts'

export type { Defaults } from './generated/defaults.d.ts'
export type { operations as Operations } from './generated/openapi.d.ts'
export { resolved } from './model.ts'
export type {
  Body,
  Contract,
  Definitions,
  Header,
  KeyFormat,
  Link,
  List,
  Method,
  Operation,
  Parameter,
  RateLimit,
  Response,
  Schema,
  Source,
  StateMachine,
  Transition,
} from './model.ts'
export { isWithin, pointer, tokensOf, valueAt } from './pointer.ts'
export { readContract } from './reader.ts'

/** Name of an operation: the same in spec, handlers, rules and reports. */
export type OperationId = keyof operations
/** An operation that may change something: any method except GET. */
export type WriteId = { [Id in OperationId]: Methods[Id] extends 'GET' ? never : Id }[OperationId]
/** An operation that returns 201: it creates a resource. */
export type CreationId = { [Id in OperationId]: 201 extends keyof operations[Id]['responses'] ? Id : never }[OperationId]
/** The contract's schemas as types, by name. */
export type Schemas = components['schemas']
export type ErrorCode = Schemas['ErrorDetails']['code']
/** A scope without wildcard. */
export type Permission = Exclude<Schemas['Scope'], '*' | `${string}.*`>

/** The contract of this project, whose operations are known by name. */
export type ScmContract = Contract<OperationId>
export type ScmOperation = Operation<OperationId>

/** The contract of this project. */
export const contract = readContract<OperationId>(
  JSON.parse(readFileSync(new URL('./generated/openapi.json', import.meta.url), 'utf8')) as object,
)

/** Returns where the operations of the contract of this project are written. */
export function definitions(): Definitions {
  return JSON.parse(readFileSync(new URL('./generated/sources.json', import.meta.url), 'utf8')) as Definitions
}
