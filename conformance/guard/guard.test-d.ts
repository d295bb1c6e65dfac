/* Compiled by `tsc` and never run: each line after `@ts-expect-error` has to be refused by the compiler. */
import type { WriteTargets } from '../model/profile.ts'
import type { Kind, Resource } from '../model/resource.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import type { Operation, WriteId } from '../../spec/contract.ts'
import type { Reference, Request } from '../model/request.ts'
import { permitUndo, ProvenId, type Permit } from './guard.ts'
import type { KindId } from '../profile/kinds.ts'
import type { ResourceFactory } from '../resources/factory.ts'

declare const ask: RequestBuilder
declare const operation: Operation
declare const list: Request
declare const own: Resource
declare const resources: ResourceFactory
const row: Reference = { from: list, pointer: '/data/0/id' }

/** Ids in the path of a write. */
export const ownPath = ask.write(operation, { params: { productId: own.id }, effect: 'own' })
export const madeUpPath = ask.write(operation, { params: ask.unknownParams(operation), effect: 'refused' })
// @ts-expect-error -- an item of a list does not belong to the run
export const rowPath = ask.write(operation, { params: { productId: row }, effect: 'own' })
// @ts-expect-error -- a text may be the id of any resource
export const textPath = ask.write(operation, { params: { productId: 'prod_1' }, effect: 'own' })
// @ts-expect-error -- nor may a write that must be rejected contain the id of an item
export const refusedPath = ask.write(operation, { params: { productId: row }, effect: 'refused' })
// @ts-expect-error -- an id that a write may only reference is not one that it may change
export const namedPath = ask.write(operation, { params: { locationId: resources.named('location') }, effect: 'own' })
// @ts-expect-error -- the same for a change of a resource of the run
export const actPath = resources.act('updateProduct', { params: { productId: row } })
// @ts-expect-error -- and for a creation below a resource
export const childPath = resources.of('createProductVariant', 'x', { params: { productId: row } })
// @ts-expect-error -- and for a method outside the contract
export const outsidePath = ask.outside('/products/{productId}', 'PUT', { params: { productId: row } })

/** Ids in the body of a write. */
export const ownBody = ask.write(operation, {
  body: { json: { productMasterId: own.id, locationId: resources.named('location') } },
  effect: 'own',
})
// @ts-expect-error -- an item of a list does not belong to the run
export const rowBody = ask.write(operation, { body: { json: { inventoryItemId: row } }, effect: 'own' })
// @ts-expect-error -- at any depth
export const deepBody = ask.write(operation, { body: { json: { lines: [{ inventoryItemId: row }] } }, effect: 'own' })
// @ts-expect-error -- the same for a change of a resource of the run
export const actBody = resources.act('adjustInventory', { json: { inventoryItemId: row } })

/** The query of a write. */
// @ts-expect-error -- it must not contain a value from a response
export const query = ask.write(operation, { query: [['id', row]], effect: 'own' })

/** A write is not a read. */
// @ts-expect-error -- it must not be declared as a read
export const reading = ask.write(operation, { effect: 'read' })

type Is<A extends B, B> = A

/** Permits for writes, and what they require. */
// @ts-expect-error -- only the guard issues permits
export const permit: Permit = {}
// @ts-expect-error -- only a proof creates one
export type Like = Is<{ readonly id: string }, ProvenId>
// @ts-expect-error -- the constructor is private
export const made = new ProvenId('prod_1')
// @ts-expect-error -- an id is not a proof
export const undo = permitUndo(api, operation, {}, {}, ['prod_1'])

/** Every kind declares its proof, and every write declares its targets. */
// @ts-expect-error -- a kind without a proof
export const unproven: Kind = { id: '/data/id' }
declare const kinds: Readonly<Record<KindId, Kind>>
const { createProduct: _createProduct, ...allButOneKind } = kinds
// @ts-expect-error -- createProduct is missing
export const fewerKinds: Readonly<Record<KindId, Kind>> = allButOneKind
declare const writeTargets: Readonly<Record<WriteId, WriteTargets>>
const { adjustInventory: _adjustInventory, ...allButOneWrite } = writeTargets
// @ts-expect-error -- adjustInventory is missing
export const fewerWrites: Readonly<Record<WriteId, WriteTargets>> = allButOneWrite
