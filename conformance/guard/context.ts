/** What the guard knows about a plan, and which resources of the run a write addresses. */
import type { Api } from '../model/api.ts'
import { isReference, isSafe, type Reference, type Request } from '../model/request.ts'
import { idKey, type Resource } from '../model/resource.ts'
import { referencesInBody } from './targets.ts'

/** What the guard knows about a plan. */
export interface GuardContext {
  readonly api: Api
  /** Returns the resources that a request creates. */
  readonly ownOf: (create: Request) => readonly Resource[]
  /** Ids that the run generated. */
  readonly madeUp: ReadonlySet<string>
}

/** Returns the resource of the run whose id a reference resolves to. */
export function ownBy(reference: Reference, { ownOf }: Pick<GuardContext, 'ownOf'>): Resource | undefined {
  return ownOf(reference.from).find(({ id }) => idKey(id) === idKey(reference))
}

/** Returns the resources that must be proven to belong to the run before a write is sent: those that it changes, and those that it references. */
export function needed(request: Request, guardContext: GuardContext): Resource[] {
  if (isSafe(request.method)) return []
  const references = [...Object.values(request.params).filter(isReference), ...referencesInBody(request).map(({ reference }) => reference)]
  return references.flatMap((each) => ownBy(each, guardContext) ?? [])
}
