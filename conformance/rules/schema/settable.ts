/** The properties of a resource that a client can set. */
import type { Api } from '../../model/api.ts'
import { kindShownBy } from '../../model/unique.ts'
import type { JudgeContext } from '../../model/rule.ts'

/** The properties that a client can set when it creates a resource of the kind, and those that it can change later. */
export function settable(
  kind: string,
  { api }: JudgeContext,
): { readonly made: ReadonlySet<string>; readonly changeable: ReadonlySet<string> } {
  const known = settables.get(api) ?? new Map<string, ReturnType<typeof settable>>()
  settables.set(api, known)
  const found = known.get(kind)
  if (found !== undefined) return found
  const writers = Object.values(api.operations).filter(
    (operation) => operation.body !== undefined && [kind, `${kind}Sheet`, `Issued${kind}`].includes(kindShownBy(api, operation) ?? ''),
  )
  const named = (isMaker: boolean): Set<string> =>
    new Set(
      writers
        .filter(({ success }) => (success.status === 201) === isMaker)
        .flatMap(({ body }) => Object.keys(body?.schema.properties ?? {})),
    )
  const result = { made: named(true), changeable: named(false) }
  known.set(kind, result)
  return result
}

const settables = new WeakMap<Api, Map<string, ReturnType<typeof settable>>>()
