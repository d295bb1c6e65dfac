/** Changes that take effect on the addressed resource, and changes that do not. */
import { describe, expect, test } from 'vitest'
import { targets } from '../profile/targets.ts'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import type { Resource } from '../model/resource.ts'
import type { GuardContext } from './context.ts'
import { api } from '../profile/index.ts'
import { answer } from '../testing/fixture.ts'
import type { Answered } from '../model/exchange.ts'
import { keyOf, type ResourceId, type Request, type WriteJson } from '../model/request.ts'
import { changedBy, Effects, shownIn, type Confirmation } from './effects.ts'

const ask = new ApiRequestBuilder(api, 'effects')
const guardContext: GuardContext = { api, ownOf: (create) => ask.resources.ownOf(create), madeUp: ask.madeUp }
const [product, another] = ['first', 'second'].map((purpose) => ask.resources.of('createProduct', purpose)) as [Resource, Resource]

const update = (text: string, options: { readonly isRefused?: true; readonly id?: ResourceId } = {}): Request =>
  ask.resources.act('updateProduct', {
    params: { productId: options.id ?? product.id },
    json: { description: text },
    ...(options.isRefused ? { isRefused: true } : {}),
  })
const look = (after: Request, own = product): Request => ask.resources.look('getProduct', { params: { productId: own.id }, after: [after] })
const sighting = (change: Request): Confirmation => ({ change, look: look(change), own: product })
const answered = (planned: Request, status: number, data?: unknown): Answered =>
  answer({ planned, status, ...(data === undefined ? {} : { body: { data } }) })

const [first, second, unpaired] = ['one', 'two', 'three'].map((text) => update(text)) as [Request, Request, Request]
const before = { id: 'prod_7', description: 'as made' }

const aimedAtNothing = ask.write(api.operations.updateProduct, {
  params: ask.unknownParams(api.operations.updateProduct),
  body: { json: { description: 'x' } },
  effect: 'own',
  isRefused: true,
})

/** Evaluates changes, with the result of an earlier read. */
class Learning {
  readonly effects: Effects
  constructor(confirmations: readonly Confirmation[] = [sighting(first), sighting(second)]) {
    this.effects = new Effects(confirmations, guardContext)
    this.learn(product.proof!.read, 200, before)
  }
  learn(planned: Request, status: number, data?: unknown) {
    return this.effects.learn(planned, answered(planned, status, data))
  }
}

describe('a change', () => {
  test('is verified once a read shows a difference, and the operation is free from then on', () => {
    const run = new Learning()
    expect(run.effects.doubtOf(first)).toBeUndefined()
    expect(run.effects.doubtOf(unpaired)).toBe('no change by updateProduct has been verified on a resource of the run')
    expect(run.learn(first, 200, { ...before, description: 'one' })).toBeUndefined()
    expect(run.learn(look(first), 200, { ...before, description: 'one' })).toEqual({ type: 'arrived', id: 'updateProduct' })
    expect([first, second, unpaired].map((each) => run.effects.doubtOf(each))).toEqual([undefined, undefined, undefined])
    run.learn(second, 200)
    expect(run.effects.doubtOf(unpaired)).toBeUndefined()
  })

  test.each([
    [undefined, 'got no response'],
    [307, 'returned 307'],
    [503, 'returned 503'],
  ])('that may have been carried out nevertheless is the last of its operation (%s)', (status, what) => {
    const run = new Learning()
    if (status === undefined) run.effects.unanswered(first)
    else run.learn(first, status)
    const doubt = `updateProduct ${what}, so it is unknown what it changed`
    expect([second, unpaired].map((each) => run.effects.doubtOf(each))).toEqual([doubt, doubt])
    // Creations and cleanup steps are not affected.
    expect([another.create, product.undo[0]!].map((each) => run.effects.doubtOf(each))).toEqual([undefined, undefined])
  })

  test('without a response has no effect once its class was verified, and neither has one that was not sent', () => {
    const run = new Learning()
    run.effects.unsent(first)
    expect(run.effects.doubtOf(second)).toBeUndefined()
    run.learn(second, 200)
    run.learn(look(second), 200, { ...before, description: 'two' })
    run.effects.unanswered(unpaired)
    run.learn(unpaired, 503)
    expect(run.effects.doubtOf(unpaired)).toBeUndefined()
  })

  test('blocks others until it is verified', () => {
    const run = new Learning()
    run.learn(first, 200)
    const doubt = 'the effect of the previous updateProduct was not verified first'
    expect([second, another.create].map((each) => run.effects.doubtOf(each))).toEqual([doubt, doubt])
    // Another read, or a missing one, proves nothing.
    expect(run.learn(look(second), 200, { ...before, description: 'else' })).toBeUndefined()
    run.effects.unsent(look(second))
    expect(run.effects.doubtOf(second)).toBe(doubt)
    // Created resources are always cleaned up.
    expect(run.effects.doubtOf(product.undo[0]!)).toBeUndefined()
  })

  test('that a read does not show went astray: no more writes are sent, and only verified operations clean up', () => {
    const run = new Learning()
    // A failed request proves nothing.
    run.learn(product.proof!.read, 500, { ...before, description: 'failed' })
    run.learn(first, 200)
    const why = 'updateProduct returned success for a change, and getProduct shows no change'
    expect(run.learn(look(first), 200, { ...before })).toEqual({ type: 'astray', id: 'updateProduct', why })
    const doubt = `${why}; no more writes are sent, since they may change other data`
    expect([second, another.create, product.undo[0]!].map((each) => run.effects.doubtOf(each))).toEqual([doubt, doubt, doubt])
  })

  test('that went astray allows deletions, if one was verified', () => {
    const gone = another.undo[0]!
    const run = new Learning([{ change: gone, look: look(gone, another), own: another }, sighting(first)])
    run.learn(another.proof!.read, 200, before)
    run.learn(gone, 204)
    expect(run.learn(look(gone, another), 404)).toEqual({ type: 'arrived', id: 'DELETE' })
    run.learn(first, 200)
    run.learn(look(first), 200, before)
    for (const each of [second, { ...product.undo[0]!, effect: 'own' } as const])
      expect(run.effects.doubtOf(each)).toMatch(/no more writes are sent/)
    expect(run.effects.doubtOf(product.undo[0]!)).toBeUndefined()
  })

  test('that was rejected proves nothing, and the next one with a read is sent', () => {
    const run = new Learning()
    run.learn(first, 409)
    expect(run.learn(look(first), 200, before)).toBeUndefined()
    expect(run.effects.doubtOf(second)).toBeUndefined()
    expect(run.effects.doubtOf(unpaired)).toMatch(/has been verified/)
    run.learn(second, 404)
    // No remaining read can verify it: one more success is allowed.
    expect(run.effects.doubtOf(unpaired)).toBeUndefined()
    run.learn(unpaired, 200)
    expect(run.effects.doubtOf(update('four'))).toBe('updateProduct returned success for a change, and no read shows what it changed')
  })

  test.each<readonly [what: string, nothing: 'unanswered' | 'unsent' | undefined, status: number]>([
    ['fails', undefined, 500],
    ['is refused', undefined, 403],
    ['finds nothing', undefined, 404],
    ['is not answered', 'unanswered', 0],
    ['is not sent', 'unsent', 0],
  ])('is unclear if the read %s: the operation changes nothing more', (_what, nothing, status) => {
    const run = new Learning()
    run.learn(first, 200)
    if (nothing !== undefined) run.effects[nothing](look(first))
    else expect(run.learn(look(first), status)).toBeUndefined()
    expect(run.effects.doubtOf(second)).toBe('updateProduct returned success for a change, and no read shows what it changed')
    expect([another.create, aimedAtNothing].map((each) => run.effects.doubtOf(each))).toEqual([undefined, undefined])
  })

  test('that was not sent does not block the others', () => {
    const run = new Learning()
    run.effects.unsent(look(first))
    for (const each of [first, second]) run.effects.unsent(each)
    expect(run.effects.doubtOf(unpaired)).toBeUndefined()
    // The same applies to one that must be rejected, if no other read can verify it.
    expect(new Learning([sighting(update('wrong', { isRefused: true }))]).effects.doubtOf(unpaired)).toBeUndefined()
  })

  test.each<readonly [what: string, body: Request['body']]>([
    ['says nothing', undefined],
    ['is text', { text: '{"categoryIds":[]}' }],
    ['sets something', { json: { categoryIds: [], more: 1 } }],
  ])('that %s is not a removal', (_what, body) => {
    const { body: _body, ...rest } = first
    const change: Request = { ...rest, ...(body === undefined ? {} : { body }) }
    const run = new Learning([{ change, look: look(change, another), own: another }])
    run.learn(change, 200)
    expect(run.learn(look(change, another), 200, null)).toMatchObject({ type: 'astray' })
  })

  test.each<readonly [what: string, now: unknown, want: object | undefined]>([
    ['something', [{ id: 'x' }], { type: 'arrived' }],
    ['nothing', [], { type: 'astray' }],
    ['no list', null, { type: 'astray' }],
  ])('without an earlier read is judged by whether there is %s', (_what, now, want) => {
    const params = { productId: product.id }
    const change = ask.resources.act('assignProductCategories', { params, json: { categoryIds: ['cat_1'] } })
    const list = ask.resources.look('listProductCategories', { params, after: [change] })
    const run = new Learning([{ change, look: list, own: product }])
    run.learn(change, 200)
    expect(run.learn(list, 200, now)).toMatchObject(want ?? {})
  })

  test.each<readonly [what: string, earlier: unknown, isAstray: boolean]>([
    ['nothing was known', undefined, false],
    ['nothing was', [], false],
    ['something was', [{ id: 'x' }], true],
  ])('that only removes values proves nothing on an empty list: before it %s', (_what, earlier, isAstray) => {
    const params = { productId: product.id }
    const change = ask.resources.act('applyProductCategories', { params, json: { categoryIds: [] } })
    const list = (...after: Request[]) => ask.resources.look('listProductCategories', { params, after })
    const run = new Learning([{ change, look: list(change), own: product }])
    if (earlier !== undefined) run.learn(list(), 200, earlier)
    run.learn(change, 200)
    const effect = run.learn(list(change), 200, isAstray ? earlier : [])
    expect(effect?.type).toBe(isAstray ? 'astray' : undefined)
    if (isAstray) return
    expect([change, another.create].map((each) => run.effects.doubtOf(each))).toEqual([
      'applyProductCategories returned success for a change, and no read shows what it changed',
      undefined,
    ])
  })

  test('that must be rejected, and is carried out, must be verified, too', () => {
    const wrong = update('wrong', { isRefused: true })
    const alone = update('alone', { isRefused: true })
    const run = new Learning([sighting(wrong)])
    expect(run.learn(wrong, 200)).toBeUndefined()
    expect(run.learn(look(wrong), 200, { ...before, description: 'wrong' })).toEqual({ type: 'arrived', id: 'updateProduct' })
    const other = new Learning([])
    expect(other.learn({ ...another.create, isRefused: true }, 201)).toBeUndefined()
    expect(other.learn(alone, 200)).toMatchObject({
      type: 'astray',
      why: expect.stringContaining('no read shows what it changed') as string,
    })
  })

  const others = { credential: { kind: 'key', role: 'other' }, isRefused: true } as const
  const [deletion] = product.undo
  test.each<readonly [what: string, attempt: Request]>([
    ["another tenant's change", { ...update('theirs'), ...others }],
    ["another tenant's deletion", { ...deletion!, ...others }],
    ['a second deletion', { ...deletion!, again: 1, isRefused: true }],
  ])('of an unknown id, carried out nevertheless, may have any effect: %s', (_what, attempt) => {
    const arrived = (): Learning => {
      const run = new Learning([
        sighting(first),
        sighting(attempt),
        sighting(deletion!),
        { change: another.undo[0]!, look: look(another.undo[0]!, another), own: another },
      ])
      run.learn(first, 200)
      run.learn(look(first), 200, { ...before, description: 'one' })
      run.learn(another.undo[0]!, 204)
      run.learn(look(another.undo[0]!, another), 404)
      return run
    }
    const seen = arrived()
    seen.learn(attempt, 200)
    expect(seen.effects.doubtOf(unpaired)).toMatch(/was not verified first/)
    expect(seen.learn(look(attempt), 200, { ...before, description: 'theirs' })).toMatchObject({ type: 'arrived' })
    const unseen = arrived()
    // The check after a deletion shows whether it was carried out.
    unseen.learn(deletion!, 204)
    expect(unseen.effects.doubtOf(unpaired)).toBeUndefined()
    unseen.learn(attempt, 200)
    expect(unseen.learn(look(attempt), 200, { ...before, description: 'one' })).toMatchObject({ type: 'astray' })
    // Created resources are cleaned up, and nothing is deleted twice.
    expect(unseen.effects.doubtOf(deletion!)).toBeUndefined()
    expect(unseen.effects.doubtOf({ ...deletion!, again: 2, isRefused: true })).toMatch(/no more writes are sent/)
  })

  test('by the first tenant on its own resource is distinguished from one of an unknown id', () => {
    const run = new Learning([sighting(first)])
    run.learn(first, 200)
    run.learn(look(first), 200, { ...before, description: 'one' })
    expect(run.learn(update('wrong', { isRefused: true }), 200)).toBeUndefined()
    expect(run.learn({ ...update('theirs'), credential: others.credential }, 200)).toBeUndefined()
    expect(run.effects.doubtOf(unpaired)).toBeUndefined()
    expect(run.learn({ ...update('theirs'), ...others }, 200)).toMatchObject({ type: 'astray' })
  })

  test('of a resource that does not belong to the run, and a request with two faults, are not changes', () => {
    const refused = ask.write(api.operations.updateProduct, {
      params: ask.unknownParams(api.operations.updateProduct),
      body: { json: { name: 7 } as WriteJson },
      effect: 'refused',
    })
    const event = ask.resources.of('createForecastEvent', 'named')
    for (const each of [refused, product.create, product.proof!.read, event.create]) expect(changedBy(each, guardContext)).toEqual([])
    expect(changedBy(first, guardContext).map(({ id }) => keyOf(id.from))).toEqual([keyOf(product.create)])
  })
})

test('a deletion without an effect is detected by its check', () => {
  const [gone] = product.undo
  const run = new Learning([sighting(gone!)])
  run.learn(gone!, 204)
  expect(run.learn(look(gone!), 200, before)).toBeUndefined()
  expect(run.effects.doubtOf(another.create)).toBeUndefined()
})

test('a read verifies a change if it is the declared one, of the same resource', () => {
  const list = ask.resources.look('listProductLinks', { params: { productId: product.id }, after: [first] })
  expect(shownIn(look(first), first, guardContext)?.id).toEqual(product.id)
  const head = { ...look(first), method: 'HEAD' }
  expect([list, another.create, first, head].map((each) => shownIn(each, first, guardContext))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  const { operation: _operation, ...nowhere } = look(first)
  expect(shownIn(nowhere, another.create, guardContext)).toBeUndefined()
})

test('every write that permanently changes a resource of the run declares the read that shows it', () => {
  const silent = (Object.keys(targets) as (keyof typeof targets)[]).filter((id) => targets[id].shown === undefined)
  expect(silent.sort()).toEqual(
    [
      // What they create is proven separately.
      ...['createApiKey', 'createAttribute', 'createCategory', 'createCycleCount', 'createForecastEvent', 'createForecastScenario'],
      ...['createProduct', 'createTransfer', 'recordStock', 'generateTransferRecommendations', 'triggerAlert'],
      // They store nothing.
      ...['checkAvailability', 'compareForecastScenarios', 'suggestProductCategories'],
      // It is restored to the value that was read.
      'replaceAlertConfig',
    ].sort(),
  )
})
