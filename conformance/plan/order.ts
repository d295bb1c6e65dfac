/** The order in which a plan is sent: by phase, and within a phase as the rules asked. */
import type { Resource } from '../model/resource.ts'
import type { GuardContext } from '../guard/context.ts'
import { isAimedAtNothing } from '../guard/reasons.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { canariesFirst } from './canaries.ts'

/**
 * The phases of a run, in order: without a credential first (they cost no key), making keys, reads, refused writes, keys in other states,
 * own data, the second tenant, clean-up, what only an unknown id speaks against, quota, and last the revocation of the keys that were made.
 */
const phases = ['free', 'issue', 'read', 'refused', 'states', 'own', 'other', 'undo', 'late', 'quota', 'revoke'] as const

type Phase = (typeof phases)[number]

/** Where a request stands by itself; what it depends on may move it back. */
function phaseOf(request: Request, guardContext: GuardContext): Phase {
  const { credential, effect } = request
  // By then it is known whether the operation changes what it is told to, and nothing is left to take back.
  if (isAimedAtNothing(request, guardContext)) return 'late'
  if (effect === 'quota' || effect === 'undo') return effect
  if (credential.kind === 'issued') return 'own'
  if (credential.kind !== 'key') return 'free'
  if (credential.role === 'other') return 'other'
  if (credential.role !== 'main') return 'states'
  return effect === 'read' || effect === 'refused' ? effect : 'own'
}

/** The order of sending: by phase, within a phase as the rules asked; what was made last is taken back first. */
export function ordered(
  requests: readonly Request[],
  owned: ReadonlyMap<string, readonly Resource[]>,
  issuedKeys: ReadonlySet<string>,
  guardContext: GuardContext,
): Request[] {
  const taken = new Map<string, number>()
  const revocations = new Set<string>()
  /** By the read that proves something, what makes it, and by the look whether it is gone, what takes it back: nothing comes between the two. */
  const proofs = new Map<string, Request>()
  ;[...owned.entries()].forEach(([key, made], index) => {
    for (const { undo, proof, create, check, trace } of made) {
      if (proof !== undefined) proofs.set(keyOf(proof.read), create)
      const [look, last] = [check ?? trace, undo.at(-1)]
      if (look !== undefined && last !== undefined) proofs.set(keyOf(look), last)
      for (const each of undo) {
        taken.set(keyOf(each), index)
        if (issuedKeys.has(key) && !issuedKeys.has(keyOf(each))) revocations.add(keyOf(each))
      }
    }
  })
  const planned = new Set(requests.map(keyOf))
  // What keys are made of is asked before they are made.
  const early = new Set(requests.filter((each) => issuedKeys.has(keyOf(each))).flatMap((each) => dependencies(each).map(keyOf)))
  const known = new Map<string, { readonly phase: number; readonly turn: number }>()
  const place = (request: Request): { readonly phase: number; readonly turn: number } => {
    const key = keyOf(request)
    const found = known.get(key)
    if (found !== undefined) return found
    const own = issuedKeys.has(key) || early.has(key) ? 'issue' : revocations.has(key) ? 'revoke' : phaseOf(request, guardContext)
    const earlier = dependencies(request).map(place)
    const before = proofs.get(key)
    if (before !== undefined && planned.has(keyOf(before))) {
      known.set(key, place(before))
      return place(before)
    }
    const phase = Math.max(phases.indexOf(own), ...earlier.map((each) => each.phase))
    const isUndoing = phase === phases.indexOf('undo') || phase === phases.indexOf('revoke')
    // The last one made has the highest number, and the lowest turn.
    const turn = isUndoing
      ? Math.max(-(taken.get(key) ?? Number.POSITIVE_INFINITY), ...earlier.filter((each) => each.phase === phase).map((each) => each.turn))
      : 0
    const result = { phase, turn }
    known.set(key, result)
    return result
  }
  const turns = new Map(requests.map((request, index) => [keyOf(request), index]))
  /** A look comes right behind what it looks after. */
  const indexOf = (request: Request): number => {
    const before = proofs.get(keyOf(request))
    const index = before === undefined ? undefined : turns.get(keyOf(before))
    return index === undefined ? (turns.get(keyOf(request)) ?? 0) : index + 0.5
  }
  const sorted = requests.map((request) => ({ request, index: indexOf(request), ...place(request) }))
  sorted.sort((a, b) => a.phase - b.phase || a.turn - b.turn || a.index - b.index)
  return canariesFirst(
    sorted.map(({ request }) => request),
    guardContext,
  )
}
