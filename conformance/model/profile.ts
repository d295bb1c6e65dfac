/**
 * What the suite has to know about one API besides its contract. The engine and the rules are general over every contract of this style; whatever is about
 * one API alone stands in its profile. Each part may be missing: what needs it is then not applied.
 */
import type { Answered } from './exchange.ts'
import type { MadeUp, Reference, Request, WriteJson, WriteTarget } from './request.ts'
import type { Kind, Resource, Resources } from './resource.ts'

/** An object of an answer. */
export type Row = Readonly<Record<string, unknown>>

/** A read that gives a thing which a write may refer to, by pointer into its answer. */
export interface ReferenceSource {
  readonly operation: string
  readonly pointer: string
  readonly query?: readonly (readonly [name: string, value: string])[]
}

/** What a write changes, and what it only refers to. Places are pointers into the body; `*` stands for every element of an array. Path parameters always
 * name what is changed. */
export interface WriteTargets {
  /** Ids of what is changed, or of what something comes to be about. Each must be the run's own, or made up by the run. */
  readonly changes?: readonly string[]
  /** Those of them without which the write is about everything there is, so that they may not be left out. */
  readonly always?: readonly string[]
  /** What is only referred to: the kind of reference by place. */
  readonly names?: Readonly<Record<string, string>>
  /**
   * The read of what is changed that shows whether the change arrived there; absent where the write makes something that is proven by itself, or changes
   * nothing that is kept.
   */
  readonly shown?: string
  /** `setting`: changes the one thing of its kind, which a read of `settings` shows. `everything`: looks for what to change by itself. */
  readonly reach?: 'setting' | 'everything'
}

/** How own resources are led through the states of the contract's state machines, where links and examples do not tell. */
export interface Lifecycles {
  /** What goes through a machine, by the path parameter that names it, for one path through the states; by default, what the creation makes. */
  readonly starts: Readonly<Record<string, (resources: Resources, path: readonly string[]) => Resource>>
  /** The body of a step that no property of the transition chooses, by operation; by default `{}`. */
  readonly bodies: Readonly<Record<string, (resources: Resources, resource: Resource) => WriteJson>>
  /** What a step brings into being besides, by operation. */
  readonly additions: Readonly<Record<string, (resources: Resources, step: Request, resource: Resource) => void>>
}

/** Operations that manage the API's own keys. */
export interface KeyManagement {
  /** Makes a key; it is one of `kinds`. */
  readonly create: string
  readonly update: string
  readonly revoke: string
  readonly rotate: string
  /** Lists keys, and can be asked for one id. */
  readonly list: string
  /** Pointer to the key itself in the answers of `create` and `rotate`. */
  readonly secret: string
  /** The property of a body with the permissions of a key, and the one with the moment of its end. */
  readonly permissions: string
  readonly expiry: string
  /** The permission to do everything. */
  readonly everything: string
  /** Changes of a key, besides that of its permissions, which only a key that may do as much can make. */
  readonly changes: readonly Readonly<Record<string, WriteJson>>[]
  /** A property that every description of a key has, and no other object. */
  readonly described: string
  /** Names of properties that would show the secret of a key. */
  readonly secrets: RegExp
}

/** A write that sets what something has, and creates nothing: whether it is kept, a read tells. */
export interface Settable {
  readonly ask: (resources: Resources) => { readonly write: Request; readonly read: Request }
  /** What of the write the read does not show, each in words. */
  readonly lost: (write: Answered, read: Answered) => readonly string[]
}

/** A body that names something: what that is made by and read by, and the part of the body with its id, and with another that names nothing. */
export interface ForeignReference {
  readonly kind: string
  readonly read: string
  readonly body: (id: WriteTarget, another: MadeUp) => Readonly<Record<string, WriteJson>>
}

/** What the contract derives from other values of the same object. */
export interface Derivation {
  /** How the contract writes it. */
  readonly text: string
  /** What must be there for it to be about an object. */
  readonly of: readonly string[]
  /** The property that is derived. */
  readonly result: string
  /** `undefined` where nothing is derived from these values. */
  readonly value: (object: Row) => unknown
  /** Half of the last digit that is kept, where it is a rounded number. */
  readonly rounding?: number
}

/** A number that the contract derives from others beside it. */
export interface Equation {
  readonly result: string
  readonly terms: readonly string[]
  /** `undefined` where the contract derives nothing from these values. */
  readonly value: (...terms: number[]) => number | undefined
  /** How the contract writes it. */
  readonly text: string
  /** Half of the last digit that the contract keeps; 0 where it does not round. */
  readonly rounding?: number
}

/** A write that says of a list which it has set what of it is there now, and what it took away. */
export interface ListChange {
  /** The property of `data` that such an answer has. */
  readonly marker: string
  readonly now: readonly string[]
  readonly removed: string
  /** The id that a row of these lists is about. */
  readonly idOf: (row: Row) => unknown
  /** The ids that were sent. */
  readonly sent: (body: Row) => readonly unknown[]
  /** Whether the operation with this path replaces the whole list. */
  readonly replaces: (path: string) => boolean
}

/** What several answers show of one thing, and how far they must agree: in everything, but for what is said here. `values` are what it shows, as JSON, by name. */
export interface Observed {
  /** Properties that show something of another thing, so that they may change without the thing itself being changed. */
  readonly borrowed?: RegExp
  /** A list of parts that show others: it matches their JSON. */
  readonly borrows?: RegExp
  /** Names within a list of parts that belong to another thing. */
  readonly foreign?: RegExp
  /** What time, or another thing's value, changes by itself. */
  readonly isVolatile?: (values: ReadonlyMap<string, string>, name: string) => boolean
  /** What makes a thing that thing: with another value it would be another one. */
  readonly isIdentity?: (values: ReadonlyMap<string, string>, name: string) => boolean
  /** Properties that two kinds show alike where they show one id. */
  readonly shared?: readonly string[]
  /** Properties that together tell things from one another that have no id of their own, but say when they were changed. */
  readonly composite?: readonly string[]
}

/** Rows that the deployment adds up, above what one of them may hold. */
export interface Sum {
  /** Shows the sum. */
  readonly operation: string
  /** The maximum of one summand. */
  readonly most: (resources: Pick<Resources, 'contract'>) => number
  /** Three summands with the maximum each, and a read of their sum. */
  readonly ask: (resources: Resources, most: number) => Readonly<Record<'first' | 'second' | 'third' | 'sum', Request>>
  /** The property of each row of the read that is the sum. */
  readonly property: string
  readonly noun: { readonly summands: string; readonly sums: string; readonly sum: string }
}

/** Lists that take the begin and the end of a period, by parameter; with the columns of what lasts, and of what happens at one moment. */
export interface Periods {
  readonly from: string
  readonly until: string
  readonly lasting: { readonly starts: string; readonly ends: string }
  readonly moment: string
}

/** What a deployment does by itself about what the run makes, and that reaches others. */
export interface SideEffects {
  /** Kinds of which making one may have the effect. */
  readonly of: readonly string[]
  /** Before the run, for so many things of these kinds. */
  readonly announced: (count: number) => string
  /** Shows the effects, the newest first. */
  readonly list: string
  readonly query: Readonly<Record<string, string>>
  /** The property of an effect with the id of what it is about, and the kind of that. */
  readonly about: { readonly property: string; readonly kind: string }
  /** Whether it reached somebody. */
  readonly reached: (row: Row) => boolean
  /** After the run. */
  readonly told: (count: number, reached: number) => string
}

export interface Profile {
  /** What the documents of the API promise (R…) and what its contract decides where they are silent (D…), by the ids that rules cite. */
  readonly promises?: Readonly<Record<string, string>>
  readonly decisions?: Readonly<Record<string, string>>

  /** What a run can make for itself, by the operation that makes it. */
  readonly kinds?: Readonly<Record<string, Kind>>
  /** What each write changes and refers to; a write that is not here is sent only without a valid key, with a body that nobody can read. */
  readonly targets?: Readonly<Record<string, WriteTargets>>
  /** Which reads give a thing of each kind that writes may refer to; nothing else is taken for one. */
  readonly references?: Readonly<Record<string, readonly ReferenceSource[]>>
  /** Which read shows what an id of this name is about, in a path or in a body: where ids are numbers, things of two kinds may have the same one. */
  readonly shownBy?: Readonly<Record<string, string>>
  /** The read that shows a setting, which is the one thing of its kind, by the operation that changes it. */
  readonly settings?: Readonly<Record<string, { readonly operation: string; readonly pointer: string }>>
  /** Requests of writes that a conforming deployment carries out, where links and example do not tell. */
  readonly sampleWrites?: Readonly<Record<string, (resources: Resources) => Request>>
  readonly lifecycles?: Partial<Lifecycles>
  /** Free texts in which a run leaves its mark, so that what it made can be told from everything else. */
  readonly marked?: readonly string[]
  /** Free texts of a thing that other things show least, the best first: what a rule changes. */
  readonly texts?: readonly string[]
  /** A free text that is about a request rather than about a thing. */
  readonly remark?: string
  /** Filters besides ids that ask for one thing, so that a made-up value finds nothing. */
  readonly lookups?: readonly string[]
  readonly keys?: KeyManagement
  readonly sideEffects?: SideEffects

  readonly settable?: Readonly<Record<string, Settable>>
  readonly foreignReferences?: Readonly<Record<string, ForeignReference>>
  /** What a reference in such a body needs besides: the kind of reference by property, where the body has it. */
  readonly neededReferences?: Readonly<Record<string, string>>
  /** A filter by the id of another thing, and what of the run's own to ask for with it. */
  readonly foreignFilter?: {
    readonly property: string
    readonly ask: (resources: Resources) => { readonly id: Reference; readonly after: readonly Request[] }
  }

  readonly derivations?: readonly Derivation[]
  readonly equations?: readonly Equation[]
  /** Properties of an item that say how much of it is short, and whether it is available: it is where nothing is. */
  readonly shortage?: { readonly short: string; readonly available: string }
  /** Properties with an id, and with the name that what has it is shown with. */
  readonly names?: readonly (readonly [id: string, name: string])[]
  /** Properties besides `id` that tell the rows of a list from one another. */
  readonly rowIds?: readonly string[]
  /** Objects in an answer to a write that stand for what was made or changed. */
  readonly inner?: readonly string[]
  /** Times of an answer to a write that are those of the write: paths below `data`, for creations alone or for every write. */
  readonly dated?: { readonly creations: readonly (readonly string[])[]; readonly writes: readonly (readonly string[])[] }
  readonly listChange?: ListChange
  readonly observed?: Observed
  readonly sum?: Sum
  readonly periods?: Periods

  /** Paths that other deployments serve to their owners alone, and that nobody else may reach. */
  readonly absentPaths?: readonly string[]
  /** Paths of other versions of the API. */
  readonly otherVersions?: readonly string[]
}
