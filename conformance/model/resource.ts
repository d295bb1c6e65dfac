/** What a run makes for itself: what is known of one such resource, and how recipes say what it is made of. */
import type { Contract, Operation } from '../../spec/contract.ts'
import { keyOf, placeOf, type Credential, type NamedReference, type Reference, type Request, type ResourceId } from './request.ts'
import type { Value, WriteJson, WriteTarget } from './request.ts'

/** Something that belongs to the run. */
export interface Resource {
  /** Brings it into being. */
  readonly create: Request
  /** The operation that makes such things. */
  readonly kind: string
  readonly purpose: string
  /** Its id in the answer of `create`. */
  readonly id: ResourceId
  /** Take it back, in this order; empty where the contract has no way to. */
  readonly undo: readonly Request[]
  /** Shows that it is the run's own; absent where nothing is ever done to it. */
  readonly proof?: Proof
  /** Reads it after it was taken back: it is gone, or in a state that nothing leads out of. Absent where no operation shows one alone. */
  readonly check?: Request
  /** Finds it in a list by its id, where no operation shows one alone: for whoever has to take it back later, and meets a refusal. */
  readonly trace?: Request
  /** Their success means that nothing is left to take back: the last of `undo`, or steps of the run that end the thing's life. */
  readonly ends: readonly Request[]
  /** Reads after `ends`, where these are steps of the run: they have to show that it is gone, or at its end. */
  readonly looks?: readonly Request[]
}

/** A read whose answer shows, in the thing with the id, the text or the id that `is` gives. */
export interface Proof {
  readonly read: Request
  readonly property: string
  readonly is: string | Reference
}

/**
 * What proves that a thing is the run's own: a read of the id that its creation answered shows, in `property`, the text that this very creation wrote, or
 * the id of something already proven that it belongs to. `part`: it is a part of what the path of its creation names, and nothing is ever done to it.
 */
export type KindProof = { readonly read: string; readonly property: string } | 'part'

/** What the contract's examples and links do not tell about making one thing. */
export interface Recipe {
  readonly body?: Readonly<Record<string, WriteJson>>
  readonly params?: Readonly<Record<string, WriteTarget>>
  /** What must be there before it. */
  readonly after?: readonly Request[]
  /** What the proof has to show, where it is not what `property` of the body says. */
  readonly shows?: Reference
  readonly undo?: (id: ResourceId) => Request[]
}

/** A kind of thing that a run makes, by the operation that makes it. */
export interface Kind {
  /** Pointer to the id in the answer of the creation. */
  readonly id: string
  /** Pointer to the id of what the answer's `Location` leads to, where that is not what the run has to take back. */
  readonly located?: string
  readonly proof: KindProof
  /**
   * It needs `--allow-lasting`: the contract has no way to take it back, or it reaches people. What has effects of its own when it is taken back
   * is among it.
   */
  readonly isLasting?: true
  /** It is made before anything is read, so that a read of its own has to show what there is of it. */
  readonly isFirst?: true
  /** The journal tells of it, although nothing takes it back and nothing is ever done to it. */
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
  /** A conforming deployment refuses it, so that there is nothing to take back unless one does not. */
  readonly isRefused?: true
  /** `refused`: there are two reasons to refuse it, so that it needs no consent. */
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

/** Another thing that a step of the run brings into being. */
export interface Addition {
  /** Where its id is. */
  readonly at: Reference
  /** What the proof has to show. */
  readonly shows: Reference
  /** Takes it back; nothing does if a conforming deployment refuses the step. */
  readonly undo: (id: ResourceId) => readonly Request[]
  readonly purpose: string
}

/**
 * Makes what a run needs for itself. Equal calls give equal requests, and so one thing. Whatever needs an operation or a recipe that is not there throws
 * `Unavailable`.
 */
export interface Resources {
  readonly contract: Contract
  /** Begins every text that this run writes; lower-case letters, digits and hyphens. */
  readonly tag: string
  /** One thing of a kind. Equal purposes mean the same thing. */
  of(kind: string, purpose: string, options?: MakeOptions): Resource
  /** The own things that a request brings into being, if it was made here. */
  ownOf(create: Request): readonly Resource[]
  /** Says that a step of the run brings an own thing to its end, and which read shows that; called again, that it takes both. */
  ends(resource: Resource, end: Request, look?: Request): void
  /** Says that a step of the run brings something else into being. */
  adds(kind: string, create: Request, addition: Addition): Resource
  /** A thing that a write may refer to although the run did not make it; `source` chooses among the reads that give one. */
  named(kind: string, source?: number): NamedReference
  /** A change of something own: by default with the contract's example as the body. */
  act(operation: string, options: ActOptions): Request
  /** A read of something own. */
  look(operation: string, options: LookOptions): Request
  /** The contract's example as a body of this run: its free texts marked, without the ids of the example, since what they name is not the run's. */
  body(operation: Operation, purpose: string): Record<string, WriteJson>
  /** The mark of this run on one thing: unique in the run, and a code or a name alike. */
  mark(purpose: string): string
  /** The kind of what one of these operations takes: the operation that makes it links to it by the id of what it made. */
  makerOf(users: readonly string[]): string | undefined
}

/** What the run needs for something is not there: the contract lacks an operation, or the profile a recipe. What needs it is not applied. */
export class Unavailable extends Error {}

/** What a function gives, or `undefined` where what it needs is not there. */
export function ifAvailable<T>(give: () => T): T | undefined {
  try {
    return give()
  } catch (error) {
    if (error instanceof Unavailable) return undefined
    throw error
  }
}

/** Of some subjects those for which what is needed is there. */
export const available = <S, T>(subjects: readonly S[], give: (subject: S) => readonly T[]): T[] =>
  subjects.flatMap((each) => ifAvailable(() => give(each)) ?? [])

/** Tells own ids apart: several may come from one request. */
export const idKey = (id: Reference): string => `${keyOf(id.from)} ${placeOf(id)}`
