/** The order in which a plan is sent: by phase, and within a phase in the order of the rules. */
import type { Resource } from '../model/resource.ts'
import type { GuardContext } from '../guard/context.ts'
import { isAimedAtNothing } from '../guard/reasons.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { canariesFirst } from './canaries.ts'
import { changesByRead, settingChanges } from './setting-changes.ts'

/**
 * The phases of a run, in order: requests without a credential (they use no rate limit), creating keys, reads, the exhaustion of a key
 * (with reads, while the run changes nothing), rejected writes, keys in other states, writes on resources of the run, the second tenant,
 * cleanup, requests whose only protection is an unknown id, the wait of the exhausted key, and finally the revocation of the created keys.
 */
const phases = ['free', 'issue', 'read', 'quota', 'refused', 'states', 'own', 'other', 'undo', 'late', 'wait', 'revoke'] as const

type Phase = (typeof phases)[number]

/** The phase of a request on its own. Its dependencies may move it to a later one. */
function phaseOf(request: Request, guardContext: GuardContext): Phase {
  const { credential, effect, waits } = request
  // At this point it is known whether the operation changes its intended target, and nothing is left to clean up.
  if (isAimedAtNothing(request, guardContext)) return 'late'
  if (effect === 'quota') return waits === undefined ? 'quota' : 'wait'
  if (effect === 'undo') return effect
  if (credential.kind === 'issued') return 'own'
  if (credential.kind !== 'key') return 'free'
  if (credential.role === 'other') return 'other'
  if (credential.role !== 'main') return 'states'
  return effect === 'read' || effect === 'refused' ? effect : 'own'
}

/** Which requests are sent whatever the deployment returns, and which responses decide about the others. */
interface Necessity {
  readonly certain: ReadonlySet<string>
  readonly sources: (request: Request) => readonly Request[]
}

/**
 * Returns the order of sending: by phase, and within a phase in the order of the rules, those that depend on other responses last. The last
 * created resource is cleaned up first.
 */
export function ordered(
  requests: readonly Request[],
  owned: ReadonlyMap<string, readonly Resource[]>,
  issuedKeys: ReadonlySet<string>,
  guardContext: GuardContext,
  { certain, sources }: Necessity = { certain: new Set(requests.map(keyOf)), sources: () => [] },
): Request[] {
  const taken = new Map<string, number>()
  const revocations = new Set<string>()
  /** By read: the creation that a proof belongs to, and the cleanup that a check belongs to. Nothing may come between the two. */
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
  /** By read: the change of a setting that it directly precedes. */
  const reads = changesByRead(guardContext.api, requests)
  for (const change of settingChanges(guardContext.api, requests)) {
    const look = requests.find(({ after = [] }) => after.some((each) => keyOf(each) === keyOf(change)))
    if (look !== undefined) proofs.set(keyOf(look), change)
  }
  const planned = new Set(requests.map(keyOf))
  // Dependencies of key creations come before them.
  const early = new Set(requests.filter((each) => issuedKeys.has(keyOf(each))).flatMap((each) => dependencies(each).map(keyOf)))
  const known = new Map<string, { readonly phase: number; readonly turn: number }>()
  const place = (request: Request): { readonly phase: number; readonly turn: number } => {
    const key = keyOf(request)
    const found = known.get(key)
    if (found !== undefined) return found
    const own = issuedKeys.has(key) || early.has(key) ? 'issue' : revocations.has(key) ? 'revoke' : phaseOf(request, guardContext)
    const earlier = [...dependencies(request), ...sources(request)].map(place)
    const beside = proofs.get(key) ?? reads.get(key)
    if (beside !== undefined && planned.has(keyOf(beside))) {
      known.set(key, place(beside))
      return place(beside)
    }
    const phase = Math.max(phases.indexOf(own), ...earlier.map((each) => each.phase))
    const isUndoing = phase === phases.indexOf('undo') || phase === phases.indexOf('revoke')
    // The last created resource has the highest number and the first turn.
    const turn = isUndoing
      ? Math.max(-(taken.get(key) ?? Number.POSITIVE_INFINITY), ...earlier.filter((each) => each.phase === phase).map((each) => each.turn))
      : 0
    const result = { phase, turn }
    known.set(key, result)
    return result
  }
  const turns = new Map(requests.map((request, index) => [keyOf(request), index]))
  /** A check comes directly after the request that it checks, and the last read of a setting directly before its change. */
  const indexOf = (request: Request): number => {
    const [before, after] = [proofs.get(keyOf(request)), reads.get(keyOf(request))]
    const index = turns.get(keyOf(before ?? after ?? request)) ?? 0
    return before !== undefined ? index + 0.5 : after !== undefined ? index - 0.5 : index
  }
  const sorted = requests.map((request) => ({ request, index: indexOf(request), isLater: !certain.has(keyOf(request)), ...place(request) }))
  sorted.sort((a, b) => a.phase - b.phase || a.turn - b.turn || Number(a.isLater) - Number(b.isLater) || a.index - b.index)
  return canariesFirst(
    sorted.map(({ request }) => request),
    guardContext,
    certain,
  )
}
