import { describe, expect, test } from 'vitest'
import { operationNamed } from '../model/api.ts'
import { ApiRequestBuilder } from './request-builder.ts'
import { api } from '../profile/index.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import { keyOf } from '../model/request.ts'
import { rules } from '../rules/index.ts'
import { makePlan } from './plan.ts'
import type { Plan } from './model.ts'

const plan = (level: RunLevel, seed = 'a') => makePlan(api, rules, { level, seed })
const plans = new Map<RunLevel, Plan>()
/** Cached, because a plan of all rules takes a while. */
function planned(level: RunLevel): Plan {
  const made = plans.get(level) ?? plan(level)
  plans.set(level, made)
  return made
}

describe('a plan', () => {
  test('is the same for the same seed, byte for byte', () => {
    expect(JSON.stringify(plan('full').requests)).toBe(JSON.stringify(planned('full').requests))
  })

  test('makes up different ids for another seed', () => {
    expect(JSON.stringify(plan('full', 'b').requests)).not.toBe(JSON.stringify(planned('full').requests))
  })

  test('sends no request twice', () => {
    const keys = planned('full').requests.map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('reads a setting directly before and after it changes it', () => {
    const { requests } = makePlan(api, rules, { level: 'full', seed: 'a', consent: { writes: true, lasting: true } })
    const at = requests.findIndex(({ operation, isRefused }) => operation === 'replaceAlertConfig' && isRefused !== true)
    const around = [at - 1, at, at + 1].map((index) => [requests[index]?.operation, requests[index]?.method])
    expect(around).toEqual([
      ['getAlertConfig', 'GET'],
      ['replaceAlertConfig', 'PUT'],
      ['getAlertConfig', 'GET'],
    ])
    // The value that is written back was read before.
    expect(requests.slice(0, at - 1).some(({ operation, credential }) => operation === 'getAlertConfig' && credential.kind === 'key')).toBe(
      true,
    )
  })

  test('sends dependencies first', () => {
    const { requests } = planned('full')
    const sent = new Set<string>()
    for (const request of requests) {
      for (const value of [...Object.values(request.params), ...request.query.map(([, each]) => each)]) {
        if (typeof value === 'object') expect(sent).toContain(keyOf(value.from))
      }
      sent.add(keyOf(request))
    }
  })

  test('starts with one read that must succeed, followed by requests without a key', () => {
    const [first, ...rest] = planned('full').requests
    expect(first).toMatchObject({ method: 'GET', credential: { kind: 'key', role: 'main' } })
    const lastFree = rest.findLastIndex(({ credential }) => credential.kind !== 'key')
    const firstPaid = rest.findIndex(({ credential }) => credential.kind === 'key')
    expect(lastFree).toBeLessThan(firstPaid)
  })

  test.each(runLevels.slice(1).map((level, index) => [level, runLevels[index] ?? 'smoke'] as const))(
    'of level %s includes level %s',
    (level, below) => {
      const more = new Set(planned(level).requests.map(keyOf))
      for (const request of planned(below).requests) expect(more).toContain(keyOf(request))
    },
  )

  test('has a price that equals the number of its requests', () => {
    const { price, most, requests, conditional } = planned('full')
    const sum = (each: typeof price): number => Object.values(each).reduce((all, count) => all + count, 0)
    expect(sum(most)).toBe(requests.length)
    expect(sum(price)).toBe(requests.length - conditional.size)
    expect(conditional.size).toBeGreaterThan(0)
  })

  test('sends a request to every operation without a credential', () => {
    const asked = planned('contract')
      .requests.filter(({ credential }) => credential.kind === 'none')
      .map(({ operation }) => operation)
    expect(new Set(asked)).toEqual(new Set([...Object.keys(api.operations), undefined]))
  })

  test('sends no write that a conforming deployment would perform', () => {
    const ask = new ApiRequestBuilder(api, 'a')
    for (const { method, body, params, credential, operation } of planned('full').requests) {
      if (method === 'GET' || method === 'HEAD' || credential.kind !== 'key' || operation === undefined) continue
      // Either the id does not exist, or the body is not the valid example.
      const example = Object.values(operationNamed(api, operation).body?.examples ?? {})[0]
      const namesNothing = Object.entries(ask.unknownParams(operationNamed(api, operation))).some(([name, id]) => params[name] === id)
      expect(namesNothing || JSON.stringify(body) !== JSON.stringify({ json: example })).toBe(true)
    }
  })
})
