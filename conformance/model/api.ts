/** A contract together with what the suite knows about its API. Plans, guards and judges work with it. */
import type { Contract, Operation } from '../../spec/contract.ts'
import { Unavailable, type Kind } from './resource.ts'
import type { Lifecycles, Profile, WriteTargets } from './profile.ts'

type Optional =
  'documentation' | 'shortage' | 'keys' | 'sideEffects' | 'foreignFilter' | 'listChange' | 'observed' | 'sum' | 'periods' | 'remark'

/** A profile without references to operations that the contract does not have. Missing parts are empty. */
type Bound = Required<Omit<Profile, Optional | 'lifecycles'>> & Pick<Profile, Optional> & { readonly lifecycles: Lifecycles }

export interface Api<Id extends string = string> extends Contract<Id> {
  readonly profile: Bound
}

const known = new WeakMap<Contract, WeakMap<Profile, Api>>()

/**
 * Combines a contract and a profile. Entries of the profile for operations that the contract does not have are skipped, so that a part of a
 * contract can be checked with the profile of the whole. Equal arguments return the same object.
 */
export function apiOf<Id extends string>(contract: Contract<Id>, profile: Profile): Api<Id> {
  const ofContract = known.get(contract) ?? new WeakMap<Profile, Api>()
  known.set(contract, ofContract)
  const found = ofContract.get(profile) ?? { ...contract, profile: bound(contract, profile) }
  ofContract.set(profile, found)
  return found as Api<Id>
}

function bound(contract: Contract, profile: Profile): Bound {
  const has = (operation: string | undefined): boolean => operation === undefined || Object.hasOwn(contract.operations, operation)
  const kept = <T>(
    table: Readonly<Record<string, T>> | undefined,
    fits: (value: T, name: string) => boolean,
  ): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(table ?? {}).filter(([name, value]) => fits(value, name)))
  const isKept = (_value: unknown, name: string): boolean => has(name)
  const { keys, sideEffects, sum, lifecycles, ...rest } = profile
  return {
    ...rest,
    promises: profile.promises ?? {},
    decisions: profile.decisions ?? {},
    knownFaults: profile.knownFaults ?? {},
    kinds: kept(profile.kinds, ({ proof }: Kind, name) => has(name) && (proof === 'part' || has(proof.read))),
    targets: Object.fromEntries(
      Object.entries(kept(profile.targets, isKept)).map(([name, each]): [string, WriteTargets] => {
        const { shown, ...others } = each
        return [name, has(shown) ? each : others]
      }),
    ),
    references: profile.references ?? {},
    shownBy: kept(profile.shownBy, (read) => has(read)),
    settings: kept(profile.settings, ({ operation }, name) => has(operation) && has(name)),
    sampleWrites: kept(profile.sampleWrites, isKept),
    lifecycles: { starts: {}, bodies: {}, additions: {}, ...lifecycles },
    marked: profile.marked ?? [],
    texts: profile.texts ?? [],
    lookups: profile.lookups ?? [],
    settable: kept(profile.settable, isKept),
    foreignReferences: kept(profile.foreignReferences, ({ kind, read }, name) => has(name) && has(kind) && has(read)),
    neededReferences: profile.neededReferences ?? {},
    derivations: profile.derivations ?? [],
    equations: profile.equations ?? [],
    names: profile.names ?? [],
    parameterValues: kept(profile.parameterValues, ({ list }) => has(list)),
    filterPlaces: profile.filterPlaces ?? {},
    rowIds: profile.rowIds ?? [],
    inner: profile.inner ?? [],
    dated: profile.dated ?? { creations: [], writes: [] },
    absentPaths: profile.absentPaths ?? [],
    otherVersions: profile.otherVersions ?? [],
    ...(keys !== undefined && [keys.create, keys.update, keys.revoke, keys.rotate, keys.list].every(has) ? { keys } : {}),
    ...(sideEffects !== undefined && has(sideEffects.list) ? { sideEffects } : {}),
    ...(sum !== undefined && has(sum.operation) ? { sum } : {}),
  }
}

/** Whether an operation creates a resource that the run has to track as its own. */
export const isKind = (api: Api, operation: string): boolean => Object.hasOwn(api.profile.kinds, operation)

/** Returns an operation by its name. Throws `Unavailable` if the contract does not have it. */
export function operationNamed({ operations }: Pick<Contract, 'operations'>, id: string): Operation {
  const found = operations[id]
  if (found === undefined) throw new Unavailable(`the contract has no operation ${id}`)
  return found
}
