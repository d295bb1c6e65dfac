/** What the guard knows of a plan, and which own things a write is about. */
import type { Api } from '../model/api.ts'
import { isReference, isSafe, type Reference, type Request } from '../model/request.ts'
import { idKey, type Resource } from '../model/resource.ts'
import { referencesInBody } from './targets.ts'

/** What the guard knows of a plan. */
export interface GuardContext {
  readonly api: Api
  /** The own things that a request brings into being. */
  readonly ownOf: (create: Request) => readonly Resource[]
  /** Ids that the run made up. */
  readonly madeUp: ReadonlySet<string>
}

/** The own thing whose id a reference is. */
export function ownBy(reference: Reference, { ownOf }: Pick<GuardContext, 'ownOf'>): Resource | undefined {
  return ownOf(reference.from).find(({ id }) => idKey(id) === idKey(reference))
}

/** The own things whose proof a write needs: those that it changes, and those that it names. */
export function needed(request: Request, guardContext: GuardContext): Resource[] {
  if (isSafe(request.method)) return []
  const references = [...Object.values(request.params).filter(isReference), ...referencesInBody(request).map(({ reference }) => reference)]
  return references.flatMap((each) => ownBy(each, guardContext) ?? [])
}
