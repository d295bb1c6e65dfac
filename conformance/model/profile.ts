/**
 * What the suite needs to know about an API in addition to its contract. The engine and the rules work for every contract of this style;
 * everything specific to one API is in its profile. Each part is optional: checks that need a missing part are not applied. The file
 * is long because its types describe each other.
 */
import type { Answered } from './exchange.ts'
import type { MadeUp, Reference, Request, WriteJson, WriteTarget } from './request.ts'
import type { Kind, Resource, Resources } from './resource.ts'

/** An object in a response. */
export type Row = Readonly<Record<string, unknown>>

/** A read that returns a resource which a write may refer to, by pointer into its response. */
export interface ReferenceSource {
  readonly operation: string
  readonly pointer: string
  readonly query?: readonly (readonly [name: string, value: string])[]
}

/**
 * What a write changes, and what it only refers to. Places are pointers into the body; `*` stands for every element of an array. Path
 * parameters always name what is changed.
 */
export interface WriteTargets {
  /** Ids of the resources that the write changes or creates something for. Each must belong to the run, or be made up by the run. */
  readonly changes?: readonly string[]
  /** The ids among `changes` that are required: without them, the write affects all resources. */
  readonly always?: readonly string[]
  /** Resources that the write only refers to: the kind of reference by place. */
  readonly names?: Readonly<Record<string, string>>
  /**
   * The read that shows whether the change was applied to the intended resource. Absent if the write creates a resource that is proven in
   * its own way, or changes nothing that is stored.
   */
  readonly shown?: string
  /**
   * `setting`: changes the only resource of its kind, which a read in `settings` returns. `everything`: selects by itself what it changes.
   */
  readonly reach?: 'setting' | 'everything'
}

/** How the run leads its resources through the state machines of the contract, where links and examples are not sufficient. */
export interface Lifecycles {
  /**
   * The resource that goes through a state machine, for one path through the states, by the path parameter that names it. Default: the
   * resource that the creation returns.
   */
  readonly starts: Readonly<Record<string, (resources: Resources, path: readonly string[]) => Resource>>
  /** The body of a step whose transition is not selected by a property, by operation. Default: `{}`. */
  readonly bodies: Readonly<Record<string, (resources: Resources, resource: Resource) => WriteJson>>
  /** Additional resources that a step creates, by operation. */
  readonly additions: Readonly<Record<string, (resources: Resources, step: Request, resource: Resource) => void>>
}

/** Operations that manage the API's keys. */
export interface KeyManagement {
  /** Creates a key; it is one of `kinds`. */
  readonly create: string
  readonly update: string
  readonly revoke: string
  readonly rotate: string
  /** Lists keys, and can filter by one id. */
  readonly list: string
  /** Pointer to the secret in the responses of `create` and `rotate`. */
  readonly secret: string
  /** Body properties for the permissions of a key and for its expiry time. */
  readonly permissions: string
  readonly expiry: string
  /** The permission that allows everything. */
  readonly everything: string
  /** Changes of a key, other than of its permissions, that require a key with at least the same permissions. */
  readonly changes: readonly Readonly<Record<string, WriteJson>>[]
  /** A property that every key object has, and no other object. */
  readonly described: string
  /** Names of properties that would expose the secret of a key. */
  readonly secrets: RegExp
  /** What a 401 contains, at a JSON pointer, if the key has expired. A key of the caller may expire while the run goes on, which is no fault of the deployment. */
  readonly expired?: { readonly pointer: string; readonly value: string }
}

/** A write that sets a value and creates nothing. A read shows whether the value was stored. */
export interface Settable {
  readonly ask: (resources: Resources) => { readonly write: Request; readonly read: Request }
  /** Describes each sent value that the read does not return. */
  readonly lost: (write: Answered, read: Answered) => readonly string[]
}

/**
 * A body with a reference: the operations that create and read the referenced resource, and the part of the body with its id and with an
 * unknown id.
 */
export interface ForeignReference {
  readonly kind: string
  readonly read: string
  readonly body: (id: WriteTarget, another: MadeUp) => Readonly<Record<string, WriteJson>>
}

/** A value that the contract derives from other values of the same object. */
export interface Derivation {
  /** The formula as the contract states it. */
  readonly text: string
  /** The properties that an object must have for the derivation to apply. */
  readonly of: readonly string[]
  /** The derived property. */
  readonly result: string
  /** Returns `undefined` if nothing is derived from these values. `now` is the time of the response, in milliseconds since the epoch; `NaN` if it has none. */
  readonly value: (object: Row, now: number) => unknown
  /** Half of the last digit that is kept, if the result is rounded. */
  readonly rounding?: number
}

/** A number that the contract derives from other numbers of the same object. */
export interface Equation {
  readonly result: string
  readonly terms: readonly string[]
  /** Returns `undefined` if the contract derives nothing from these values. */
  readonly value: (...terms: number[]) => number | undefined
  /** The formula as the contract states it. */
  readonly text: string
  /** Half of the last digit that the contract keeps; 0 if the result is not rounded. */
  readonly rounding?: number
}

/** A write that sets a list and returns its current and removed items. */
export interface ListChange {
  /** The property of `data` that identifies such a response. */
  readonly marker: string
  readonly now: readonly string[]
  readonly removed: string
  /** The id that an item of these lists is about. */
  readonly idOf: (row: Row) => unknown
  /** The ids in the request body. */
  readonly sent: (body: Row) => readonly unknown[]
  /** Whether the operation with this path replaces the whole list. */
  readonly replaces: (path: string) => boolean
}

/**
 * How far the responses about one resource must agree: completely, except as listed here. `values` are the values of the resource, as JSON,
 * by name.
 */
export interface Observed {
  /** Properties that show values of another resource, so that they may change while the resource itself does not. */
  readonly borrowed?: RegExp
  /** Matches the JSON of a list of parts that shows other resources. */
  readonly borrows?: RegExp
  /** Names within a list of parts that belong to another resource. */
  readonly foreign?: RegExp
  /** Values that change with time, or with the value of another resource. */
  readonly isVolatile?: (values: ReadonlyMap<string, string>, name: string) => boolean
  /** Values that identify a resource: with another value, it is another resource. */
  readonly isIdentity?: (values: ReadonlyMap<string, string>, name: string) => boolean
  /** Properties that have the same value in two kinds of resources with the same id. */
  readonly shared?: readonly string[]
  /** Properties that together identify resources without an id that have the time of their last change. */
  readonly composite?: readonly string[]
}

/** Items whose sum may exceed the maximum of a single item. */
export interface Sum {
  /** Returns the sum. */
  readonly operation: string
  /** The maximum of one summand. */
  readonly most: (resources: Pick<Resources, 'contract'>) => number
  /** Three summands with the maximum value each, and a read of their sum. */
  readonly ask: (resources: Resources, most: number) => Readonly<Record<'first' | 'second' | 'third' | 'sum', Request>>
  /** The property with the sum in each item of the read. */
  readonly property: string
  readonly noun: { readonly summands: string; readonly sums: string; readonly sum: string }
}

/**
 * Lists with query parameters for the start and end of a period, and the columns of items with a duration and of items with a single time.
 */
export interface Periods {
  readonly from: string
  readonly until: string
  readonly lasting: { readonly starts: string; readonly ends: string }
  readonly moment: string
}

/** Automatic effects of the deployment on resources of the run that reach other people. */
export interface SideEffects {
  /** Kinds whose creation may have the effect. */
  readonly of: readonly string[]
  /** The message before the run, for this number of resources. */
  readonly announced: (count: number) => string
  /** Lists the effects, newest first. */
  readonly list: string
  readonly query: Readonly<Record<string, string>>
  /** The property with the id of the resource that an effect is about, and the kind of that resource. */
  readonly about: { readonly property: string; readonly kind: string }
  /** Whether the effect reached a recipient. */
  readonly reached: (row: Row) => boolean
  /** The message after the run. */
  readonly told: (count: number, reached: number) => string
}

/** Where an item of a list shows that it matches a filter. */
export interface FilterPlaces {
  /** JSON pointers into an item, of which one must match. `*` stands for each element of an array. */
  readonly places: readonly string[]
  /** The value is a part of the text; the case of ASCII letters does not matter. Otherwise the two are equal. */
  readonly isPart: boolean
}

export interface Profile {
  /**
   * The promises in the documents of the API (R…) and the decisions of its contract where they are silent (D…), by the ids that rules cite.
   */
  readonly promises?: Readonly<Record<string, string>>
  readonly decisions?: Readonly<Record<string, string>>
  /** Where pages about the rules and about these promises and decisions are published, with a final slash (`model/pages.ts`). */
  readonly documentation?: string
  /** By rule, faults that it is proven to find in a deployment of the API: a sentence about each, by name, those that fewest rules find first. */
  readonly knownFaults?: Readonly<Record<string, Readonly<Record<string, string>>>>

  /** The resources that a run can create, by the operation that creates them. */
  readonly kinds?: Readonly<Record<string, Kind>>
  /** What each write changes and refers to. A write that is not listed is sent only without a valid key and with an unreadable body. */
  readonly targets?: Readonly<Record<string, WriteTargets>>
  /** The reads that return a resource of each kind that writes may refer to. No other resource is used. */
  readonly references?: Readonly<Record<string, readonly ReferenceSource[]>>
  /**
   * The read that returns the resource with an id of this name, in a path or in a body. Where ids are numbers, resources of two kinds may
   * have the same id.
   */
  readonly shownBy?: Readonly<Record<string, string>>
  /** The read that returns a setting, which is the only resource of its kind, by the operation that changes it. */
  readonly settings?: Readonly<Record<string, { readonly operation: string; readonly pointer: string }>>
  /** Write requests that a conforming deployment accepts, where links and the example are not sufficient. */
  readonly sampleWrites?: Readonly<Record<string, (resources: Resources) => Request>>
  readonly lifecycles?: Partial<Lifecycles>
  /** Free-text properties in which a run writes its mark, to identify the resources that it created. */
  readonly marked?: readonly string[]
  /** Free-text properties that rules change, ordered by preference: those that other resources repeat least come first. */
  readonly texts?: readonly string[]
  /** A free-text property that describes a request rather than a resource. */
  readonly remark?: string
  /**
   * Filters and path parameters, other than ids, that select one resource of a tenant, so that a made-up value matches nothing. Two tenants
   * may have the same value.
   */
  readonly lookups?: readonly string[]
  readonly keys?: KeyManagement
  readonly sideEffects?: SideEffects

  readonly settable?: Readonly<Record<string, Settable>>
  readonly foreignReferences?: Readonly<Record<string, ForeignReference>>
  /** Additional references that such a body needs: the kind of reference by property, if the body has it. */
  readonly neededReferences?: Readonly<Record<string, string>>
  /** A filter by the id of another resource, and the resource of the run to use with it. */
  readonly foreignFilter?: {
    readonly property: string
    readonly ask: (resources: Resources) => { readonly id: Reference; readonly after: readonly Request[] }
  }

  readonly derivations?: readonly Derivation[]
  readonly equations?: readonly Equation[]
  /** Properties of an item with the missing quantity and with its availability. It is available if nothing is missing. */
  readonly shortage?: { readonly short: string; readonly available: string }
  /** Pairs of properties: an id, and the name that is shown for it. */
  readonly names?: readonly (readonly [id: string, name: string])[]
  /** The list whose items show ids for each query parameter that takes one, and their property, by the name of the parameter. */
  readonly parameterValues?: Readonly<Record<string, { readonly list: string; readonly property: string }>>
  /** Filters whose value the items of a list show elsewhere than in a property with the name of the filter. */
  readonly filterPlaces?: Readonly<Record<string, Readonly<Record<string, FilterPlaces>>>>
  /** Properties other than `id` that identify the items of a list. */
  readonly rowIds?: readonly string[]
  /** Objects in the response to a write that represent what was created or changed. */
  readonly inner?: readonly string[]
  /** Times in the response to a write that equal the time of the write: paths below `data`, for creations only or for every write. */
  readonly dated?: { readonly creations: readonly (readonly string[])[]; readonly writes: readonly (readonly string[])[] }
  readonly listChange?: ListChange
  readonly observed?: Observed
  readonly sum?: Sum
  readonly periods?: Periods

  /** Paths that some deployments serve to their operators only, and that no one else may reach. */
  readonly absentPaths?: readonly string[]
  /** Paths of other versions of the API. */
  readonly otherVersions?: readonly string[]
}
