/** Decides during a run whether the responses so far make a request unnecessary. The conditions are part of the plan. */
import { covering, type Cover, type Covering } from '../model/cover.ts'
import type { Covered, Recording } from '../model/recording.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { certainIn, decidingAbout, repeating, type Instance, type Plan } from '../plan/model.ts'

/** Returns why the result of a check depends on a repetition of its requests, or `undefined` if it does not. */
export type Doubt = (instance: Instance) => string | undefined

type Planned = Pick<Plan, 'requests' | 'covers' | 'conditional' | 'instances'>

export class Conditions {
  readonly #plan: Planned
  readonly #doubt: Doubt
  readonly #answers: Pick<Recording, 'byRequest' | 'unsent'>
  /** Why a request is sent, by key; `undefined` if it is covered. */
  readonly #known = new Map<string, string | undefined>()
  readonly #spared = new Set<string>()
  /** The number of requests that are necessary, as far as it is known. */
  planned: number
  readonly covered: Map<string, Covered>
  readonly uncovered: Map<string, string>

  /** `before`: what an earlier plan of the same run has decided. */
  constructor(
    plan: Planned,
    answers: Pick<Recording, 'byRequest' | 'unsent'>,
    doubt: Doubt,
    before: { readonly covered: Map<string, Covered>; readonly uncovered: Map<string, string> } = {
      covered: new Map(),
      uncovered: new Map(),
    },
  ) {
    this.#plan = plan
    this.#doubt = doubt
    this.planned = certainIn(plan).length
    this.#answers = answers
    this.covered = before.covered
    this.uncovered = before.uncovered
  }

  /** Returns the requests whose responses decide whether a request is sent; none if it is sent in any case. */
  sources(request: Request): readonly Request[] {
    return decidingAbout(request, this.#plan)
  }

  /** Whether a request may not be necessary. */
  isConditional(request: Request): boolean {
    return this.#plan.conditional.has(keyOf(request))
  }

  /**
   * Decides whether a request is not necessary, and counts it if it is. Call it once for each request, after each of its sources was sent or
   * noted as unsent.
   */
  spare(request: Request): boolean {
    const key = keyOf(request)
    const needing = this.#plan.conditional.get(key)
    if (needing === undefined) return false
    const isSpared =
      needing.length === 0
        ? dependencies(request).some((each) => this.#spared.has(keyOf(each)))
        : needing.every((each) => this.#reason(each) === undefined)
    if (isSpared) this.#spared.add(key)
    else this.planned += 1
    return isSpared
  }

  #reason(key: string): string | undefined {
    if (this.#known.has(key)) return this.#known.get(key)
    const cover = this.#plan.covers.get(key)
    const found = cover && this.#covering(key, cover)
    if (found !== undefined && 'request' in found) this.covered.set(key, { request: found.request, kind: cover?.kind ?? 'shown' })
    const reason = found !== undefined && 'why' in found ? found.why : undefined
    if (reason !== undefined) this.uncovered.set(key, reason)
    this.#known.set(key, reason)
    return reason
  }

  #covering(key: string, cover: Cover): Covering {
    if (cover.kind !== 'repeat') return covering(cover, { byRequest: this.#answers.byRequest, covered: this.covered })
    for (const instance of repeating(key, this.#plan.instances)) {
      const why = this.#doubt(instance)
      if (why !== undefined) return { why }
    }
    return { request: cover.if[0].request }
  }
}
