/** The resources that a run creates, and the recipes that create them. */
import type { Contract, Operation } from '../../spec/contract.ts'
import { keyOf, placeOf, type Credential, type NamedReference, type Reference, type Request, type ResourceId } from './request.ts'
import type { Value, WriteJson, WriteTarget } from './request.ts'

/** A resource that belongs to the run. */
export interface Resource {
  /** Creates it. */
  readonly create: Request
  /** The operation that creates resources of this kind. */
  readonly kind: string
  readonly purpose: string
  /** Its id in the response to `create`. */
  readonly id: ResourceId
  /** Requests that delete or undo it, in this order; empty if the contract has none. */
  readonly undo: readonly Request[]
  /** Proves that it belongs to the run; absent if the run never changes it. */
  readonly proof?: Proof
  /** Reads it after the cleanup: it is gone, or in a final state. Absent if no operation returns it alone. */
  readonly check?: Request
  /** Finds it in a list by its id, if no operation returns it alone. A later cleanup needs it if its request is rejected. */
  readonly trace?: Request
  /** If they succeed, nothing is left to clean up: the last of `undo`, or steps of the run that delete or finish the resource. */
  readonly ends: readonly Request[]
  /** Reads after `ends`, if these are steps of the run. They must show that the resource is gone or in a final state. */
  readonly looks?: readonly Request[]
}

/** A read whose response contains, in the resource with the id, the text or the id that `is` refers to. */
export interface Proof {
  readonly read: Request
  readonly property: string
  readonly is: string | Reference
}

/**
 * The proof that a resource belongs to the run: a read by the id from the creation response contains, in `property`, the text that this
 * creation wrote, or the id of a proven resource that it belongs to. `part`: it is a part of the resource in the path of its creation, and
 * the run never changes it.
 */
export type KindProof = { readonly read: string; readonly property: string } | 'part'

/** What is needed to create a resource in addition to the contract's examples and links. */
export interface Recipe {
  readonly body?: Readonly<Record<string, WriteJson>>
  readonly params?: Readonly<Record<string, WriteTarget>>
  /** Requests that must precede the creation. */
  readonly after?: readonly Request[]
  /** The value that the proof must contain, if it is not `property` of the body. */
  readonly shows?: Reference
  readonly undo?: (id: ResourceId) => Request[]
}

/** A kind of resource that a run creates, by the operation that creates it. */
export interface Kind {
  /** Pointer to the id in the creation response. */
  readonly id: string
  /** Pointer to the id of the resource in the `Location` header, if it is not the resource that the run has to clean up. */
  readonly located?: string
  readonly proof: KindProof
  /** It requires `--allow-lasting`: the contract has no way to undo it, it reaches people, or its cleanup has side effects. */
  readonly isLasting?: true
  /** It is created before any read, so that a read must return it. */
  readonly isFirst?: true
  /** It is recorded in the journal, although it is never cleaned up or changed. */
  readonly isNoted?: true
  readonly recipe?: (resources: Resources, purpose: string) => Recipe
}

export interface MakeOptions {
  /** Replaces properties of the body. */
  readonly change?: Readonly<Record<string, WriteJson>>
  /** The whole body, where `change` is not enough. */
  readonly body?: WriteJson
  /** The ids in the path. */
  readonly params?: Readonly<Record<string, WriteTarget>>
  readonly headers?: Readonly<Record<string, string>>
  readonly credential?: Credential
  readonly after?: readonly Request[]
  /** A conforming deployment rejects it, so that there is nothing to clean up unless a deployment accepts it. */
  readonly isRefused?: true
  /** `refused`: there are two reasons to reject it, so that it needs no consent. */
  readonly effect?: 'refused'
}

export interface ActOptions {
  readonly params?: Readonly<Record<string, WriteTarget>>
  readonly json?: WriteJson
  readonly purpose?: string
  readonly after?: readonly Request[]
  readonly credential?: Credential
  readonly effect?: 'own' | 'lasting' | 'undo'
  readonly isRefused?: true
}

export interface LookOptions {
  readonly params?: Readonly<Record<string, Value>>
  readonly query?: readonly (readonly [string, Value])[]
  readonly after?: readonly Request[]
  readonly credential?: Credential
  readonly effect?: 'read' | 'undo'
}

/** An additional resource that a step of the run creates. */
export interface Addition {
  /** The place of its id. */
  readonly at: Reference
  /** The value that the proof must contain. */
  readonly shows: Reference
  /** Cleans it up; not used if a conforming deployment rejects the step. */
  readonly undo: (id: ResourceId) => readonly Request[]
  readonly purpose: string
}

/**
 * Creates the resources that a run needs. Equal calls return equal requests, and therefore one resource. A call that needs a missing
 * operation or recipe throws `Unavailable`.
 */
export interface Resources {
  readonly contract: Contract
  /** The prefix of every text that this run writes: lower-case letters, digits and hyphens. */
  readonly tag: string
  /** Returns a resource of a kind. Equal purposes return the same resource. */
  of(kind: string, purpose: string, options?: MakeOptions): Resource
  /** The resources of the run that a request creates, if the request was built here. */
  ownOf(create: Request): readonly Resource[]
  /** Declares that a step of the run deletes or finishes a resource, and which read shows that. If called again, both steps are needed. */
  ends(resource: Resource, end: Request, look?: Request): void
  /** Declares that a step of the run creates an additional resource. */
  adds(kind: string, create: Request, addition: Addition): Resource
  /** Returns a resource that a write may refer to although the run did not create it; `source` selects one of the reads that return it. */
  named(kind: string, source?: number): NamedReference
  /** Builds a change of a resource of the run, by default with the contract's example as the body. */
  act(operation: string, options: ActOptions): Request
  /** Builds a read of a resource of the run. */
  look(operation: string, options: LookOptions): Request
  /**
   * The contract's example as a body of this run: free texts have the mark of the run, and the ids of the example are removed because they
   * do not belong to the run.
   */
  body(operation: Operation, purpose: string): Record<string, WriteJson>
  /** The mark of this run for one resource: unique in the run, and valid as a code and as a name. */
  mark(purpose: string): string
  /** The kind that these operations take as a parameter: the operation that creates it links to them by the id. */
  makerOf(users: readonly string[]): string | undefined
}

/**
 * Thrown if something that a check needs is missing: an operation of the contract, or a recipe of the profile. The check is not applied.
 */
export class Unavailable extends Error {}

/** Returns the result of a function, or `undefined` if something that it needs is missing. */
export function ifAvailable<T>(give: () => T): T | undefined {
  try {
    return give()
  } catch (error) {
    if (error instanceof Unavailable) return undefined
    throw error
  }
}

/** Returns the results for those subjects for which nothing that they need is missing. */
export const available = <S, T>(subjects: readonly S[], give: (subject: S) => readonly T[]): T[] =>
  subjects.flatMap((each) => ifAvailable(() => give(each)) ?? [])

/** Identifies an id of the run; one request may create several. */
export const idKey = (id: Reference): string => `${keyOf(id.from)} ${placeOf(id)}`
