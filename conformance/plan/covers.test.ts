import { describe, expect, test } from 'vitest'
import type { Answered } from '../model/exchange.ts'
import { judgeInstance } from '../judge/judge.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import type { Cover } from '../model/cover.ts'
import { reasonsToRefuse } from '../guard/reasons.ts'
import { api } from '../profile/index.ts'
import { rules } from '../rules/index.ts'
import { Conditions } from '../send/conditions.ts'
import { maxIssues } from '../model/issues.ts'
import { answer, context, recordOf } from '../testing/fixture.ts'
import { decidingAbout, type Consent, type Instance, type Plan } from './model.ts'
import { makePlan } from './plan.ts'

const everything: Consent = { writes: true, lasting: true, exhaust: true }
const plans = {
  'reads and refused writes': makePlan(api, rules, { level: 'contract', seed: 'a' }),
  everything: makePlan(api, rules, { level: 'full', seed: 'a', consent: everything }),
}
const each = Object.entries(plans)

const combinedIn = ({ covers, conditional }: Plan): [string, Cover][] =>
  [...covers].filter(([key, { kind }]) => kind === 'combined' && conditional.has(key))
const byKey = ({ requests }: Plan): ReadonlyMap<string, Request> => new Map(requests.map((request) => [keyOf(request), request]))
const jsonOf = ({ body }: Request): Record<string, unknown> =>
  body !== undefined && 'json' in body ? (body.json as Record<string, unknown>) : {}

/** The instances that judge a request. */
const judging = ({ instances }: Plan, key: string): Instance[] =>
  instances.filter(({ requests }) => Object.values(requests).some((request) => keyOf(request) === key))

describe.each(each)('the plan of %s', (name, plan) => {
  const requests = byKey(plan)
  const place = new Map(plan.requests.map((request, index) => [keyOf(request), index]))
  const certain = plan.requests.filter((request) => !plan.conditional.has(keyOf(request)))

  test('is complete without what may not be necessary', () => {
    const keys = new Set(certain.map(keyOf))
    for (const request of certain) for (const earlier of dependencies(request)) expect(keys).toContain(keyOf(earlier))
  })

  test('decides about a request only by earlier ones', () => {
    for (const key of plan.conditional.keys()) {
      for (const source of decidingAbout(requests.get(key)!, plan))
        expect(place.get(keyOf(source)), `${key} needs ${source.operation}`).toBeLessThan(place.get(key)!)
    }
  })

  test('repeats a read only if a check of several responses fails, and before the run writes', () => {
    const repetitions = [...plan.covers].filter(([, { kind }]) => kind === 'repeat').map(([key]) => key)
    expect(repetitions.length).toBeGreaterThan(api.lists.length)
    const firstWrite = plan.requests.findIndex(({ effect, credential }) => effect === 'refused' && credential.kind === 'key')
    for (const key of repetitions) {
      expect(plan.conditional.get(key)).toEqual([key])
      const request = requests.get(key)!
      const isOfRun = dependencies(request).some((each) => place.get(keyOf(each))! > firstWrite)
      if (!isOfRun) expect(place.get(key)).toBeLessThan(firstWrite)
    }
  })

  test('saves requests', () => {
    expect(plan.conditional.size).toBeGreaterThan(plan.requests.length / 4)
  })

  test('puts at most as many faults into a request as a rejection may list, each at its own place', () => {
    const perRequest = new Map<string, Set<string>>()
    for (const [
      ,
      {
        if: [first],
      },
    ] of combinedIn(plan)) {
      const places = perRequest.get(keyOf(first.request)) ?? new Set()
      perRequest.set(keyOf(first.request), places)
      for (const name of first.names ?? []) places.add(name)
      if (first.request.method === 'GET') {
        const names = first.request.query.map(([name]) => name)
        expect(new Set(names).size).toBe(names.length)
      }
    }
    expect(perRequest.size).toBeGreaterThan(20)
    for (const places of perRequest.values()) expect(places.size).toBeLessThanOrEqual(maxIssues(api))
  })

  test('never combines a fault of the whole body with faults of its properties', () => {
    for (const [
      ,
      {
        if: [first],
      },
    ] of combinedIn(plan))
      if (first.request.method !== 'GET') expect(jsonOf(first.request)).toBeTypeOf('object')
    const whole = plan.instances.filter(({ rule }) => /broken-json|empty-body|wrong-media-type|undecodable/.test(rule.id))
    expect(whole.length).toBeGreaterThan(4)
    for (const { requests: own } of whole)
      for (const request of Object.values(own)) expect(plan.covers.get(keyOf(request))?.kind).not.toBe('combined')
  })

  test('has two reasons for the rejection of every write with several faults, unless the caller allows writes', () => {
    const least = name === 'everything' ? 1 : 2
    const guardContext = { api, ownOf: () => [], madeUp: plan.madeUp }
    const writes = combinedIn(plan)
      .map(
        ([
          ,
          {
            if: [first],
          },
        ]) => first.request,
      )
      .filter(({ method }) => method !== 'GET')
    expect(writes.length).toBeGreaterThan(20)
    for (const write of writes)
      expect(
        reasonsToRefuse(write, api.operations[write.operation as keyof typeof api.operations], guardContext).length,
      ).toBeGreaterThanOrEqual(least)
  })

  test('sends one fault of every rule with several alone', () => {
    const faulty = new Map<string, Set<string>>()
    for (const { rule, subject, requests: own } of plan.instances)
      for (const [name, { changes }] of Object.entries(rule.faults?.(subject, api) ?? {}))
        // Two faults at once are not sent alone anyway.
        if (changes.length === 1) faulty.set(rule.id, (faulty.get(rule.id) ?? new Set()).add(keyOf(own[name]!)))
    const many = [...faulty].filter(([, keys]) => keys.size > 3)
    expect(many.length).toBeGreaterThan(8)
    for (const [id, keys] of many)
      expect(
        // A request for which the key lacks the permission shows nothing.
        [...keys].some((key) => !plan.conditional.has(key) || plan.covers.get(key)?.kind === 'permission'),
        id,
      ).toBe(true)
  })

  test('a rejection that names a fault is a pass of every rule that needs it, and one that names nothing is none', () => {
    let count = 0
    for (const [key, cover] of combinedIn(plan)) {
      const [{ request: by, names = [] }] = cover.if
      const rejection = (named: readonly string[]): Answered =>
        answer({
          planned: by,
          status: 400,
          body: {
            error: 'Invalid request.',
            details: { code: 'VALIDATION_ERROR', issues: named.map((path) => ({ in: 'body', path, message: 'is invalid' })) },
          },
        })
      for (const instance of judging(plan, key)) {
        const faults = instance.rule.faults?.(instance.subject, api) ?? {}
        // The other requests of the instance get the response that they need for a pass.
        const kept = Object.entries(instance.requests)
          .filter(([, request]) => keyOf(request) !== key)
          .map(([other, planned]) => {
            const named = faults[other]?.changes.map((change) => change.place)
            return named === undefined ? answer({ planned }) : { ...rejection(named), request: { ...rejection(named).request, planned } }
          })
        const outcome = (named: readonly string[]) =>
          judgeInstance(
            instance,
            { ...recordOf([rejection(named), ...kept]), covered: new Map([[key, { request: by, kind: 'combined' as const }]]) },
            context,
          ).outcome
        expect(outcome(names), `${instance.rule.id} ${instance.subject.operation?.id} ${instance.subject.about}`).toBe('pass')
        // A second request with two faults only explains why the first one named nothing.
        if (keyOf(instance.requests['planted']!) === key)
          expect(outcome([]), `${instance.rule.id} ${instance.subject.operation?.id} ${instance.subject.about}`).not.toBe('pass')
        count += 1
      }
    }
    expect(count).toBeGreaterThan(200)
  })

  test('asks every operation without a key, with an unknown key and, if there is one, without permissions', () => {
    const kinds = [
      'none',
      'unknown',
      ...(certain.some(({ credential }) => credential.kind === 'key' && credential.role === 'unprivileged') ? ['unprivileged'] : []),
    ]
    for (const kind of kinds) {
      const asked = new Set(
        certain
          .filter(({ credential }) => (credential.kind === 'key' ? credential.role : credential.kind) === kind)
          .map(({ operation }) => operation),
      )
      expect(
        Object.keys(api.operations).filter((id) => !asked.has(id)),
        kind,
      ).toEqual([])
    }
  })

  test('needs nothing for the cleanup of what must be rejected', () => {
    const refused = [...plan.owned].flatMap(([key, made]) => (requests.get(key)?.isRefused === true ? made : []))
    expect(refused.length).toBeGreaterThan(5)
    for (const { undo } of refused) for (const step of undo) expect(requests.has(keyOf(step))).toBe(false)
  })
})

describe('a key that lacks a permission', () => {
  const plan = plans['reads and refused writes']
  const isWrite = ({ operation, effect, credential }: Request): boolean =>
    operation !== undefined && effect === 'refused' && credential.kind === 'key'
  const writes = plan.requests.filter(isWrite)
  const issues = { error: 'Invalid request.', details: { code: 'VALIDATION_ERROR', issues: [] } }
  const forbidden = { error: 'The key lacks a permission.', details: { code: 'FORBIDDEN' } }

  /** Sends the writes of the plan; those that `isForbidden` are rejected with 403, the others with 400. Returns what is sent, by operation. */
  const sent = (isForbidden: (operation: string) => boolean): Map<string, number> => {
    const byRequest = new Map<string, Answered>()
    const conditions = new Conditions(plan, { byRequest, unsent: new Map() }, () => undefined)
    const counts = new Map<string, number>()
    for (const planned of writes) {
      if (conditions.spare(planned)) continue
      const operation = planned.operation ?? ''
      const reply = isForbidden(operation) ? { status: 403, body: forbidden } : { status: 400, body: issues }
      byRequest.set(keyOf(planned), answer({ planned, ...reply }))
      counts.set(operation, (counts.get(operation) ?? 0) + 1)
    }
    return counts
  }
  const permissionOf = (operation: string): string => api.operations[operation as keyof typeof api.operations].permissions.join(' ')
  const operations = [...new Set(writes.map(({ operation = '' }) => operation))]
  const alike = (permission: string): string[] => operations.filter((each) => permissionOf(each) === permission)
  const permissions = [...new Set(operations.map(permissionOf))]
  /** The number of writes that are sent in any case, because another request comes after them. */
  const certainTo = (operation: string): number =>
    writes.filter((each) => each.operation === operation && !plan.conditional.has(keyOf(each))).length

  test('is asked for two operations that need it, and no more', () => {
    const counts = sent(() => true)
    for (const permission of permissions) {
      const asked = alike(permission).filter((each) => counts.has(each))
      expect(asked.length, permission).toBe(Math.min(2, alike(permission).length))
      for (const each of asked) expect(counts.get(each), each).toBe(certainTo(each))
    }
  })

  test('is not assumed because one operation rejects it', () => {
    const all = sent(() => false)
    for (const one of operations) {
      const counts = sent((each) => each === one)
      for (const each of alike(permissionOf(one)).filter((other) => other !== one))
        expect(counts.get(each), `${one}: ${each}`).toBe(all.get(each))
      expect(counts.get(one), one).toBe(Math.max(certainTo(one), 1))
    }
  })

  test('is not asked for again if only the sample has it', () => {
    const counts = sent(() => true)
    const others = operations.filter((each) => !counts.has(each))
    expect(others.length).toBeGreaterThan(15)
    const more = sent((each) => others.includes(each))
    for (const each of others) expect(more.get(each), each).toBe(1)
  })
})
