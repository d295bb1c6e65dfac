/** A run of one rule is as conclusive as the whole run: its plan contains everything that the guard requires before it sends a write. */
import { expect, test } from 'vitest'
import { changedBy } from '../guard/effects.ts'
import { isValid } from '../guard/reasons.ts'
import { isSafe, keyOf, type Request } from '../model/request.ts'
import { api } from '../profile/index.ts'
import { rules } from '../rules/index.ts'
import type { Plan } from './model.ts'
import { makePlan } from './plan.ts'

const consent = { writes: true, lasting: true, exhaust: true }
const probes = rules.filter(({ kind }) => kind === 'probe')

/** The requests that the guard would not send, because nothing earlier in the plan verifies their operation or reads their setting. */
function withheld({ requests, owned, confirmations, madeUp }: Plan): string[] {
  const guardContext = { api, ownOf: (create: Request) => owned.get(keyOf(create)) ?? [], madeUp }
  const placeOf = new Map(requests.map((request, index) => [keyOf(request), index]))
  return requests.flatMap((request, index) => {
    const { operation = '', effect } = request
    if (isSafe(request.method) || effect === 'undo') return []
    const setting = api.profile.settings[operation]
    if (setting !== undefined && isValid(request))
      return requests.slice(0, index).some((each) => each.operation === setting.operation) ? [] : [`${operation}: the setting is not read`]
    if (request.isRefused !== true || changedBy(request, guardContext).length === 0) return []
    // An operation that no read can verify may be used once, and a read may verify the rejected request itself.
    if (confirmations.some(({ change }) => keyOf(change) === keyOf(request))) return []
    const looks = confirmations.filter(({ change }) => change.operation === operation).map(({ look }) => placeOf.get(keyOf(look)) ?? 0)
    return looks.length === 0 || looks.some((place) => place < index) ? [] : [`${operation}: no change is verified before`]
  })
}

test.each(probes.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  expect([...new Set(withheld(makePlan(api, [rule], { level: 'full', seed: 'alone', consent })))]).toEqual([])
})

test('requests of all these kinds are planned', () => {
  const operations = new Set(
    probes.flatMap((rule) =>
      makePlan(api, [rule], { level: 'full', seed: 'alone', consent })
        .requests.filter(({ isRefused, effect }) => isRefused === true && effect !== 'refused')
        .map(({ operation }) => operation),
    ),
  )
  expect(operations.size).toBeGreaterThan(20)
})
