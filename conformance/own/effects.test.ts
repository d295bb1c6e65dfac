/** Changes that arrive where they are sent, and those that do not. */
import { beforeEach, describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { Asker } from '../ask.ts'
import { answer } from '../fixture.ts'
import type { Answered } from '../exchange.ts'
import { keyOf, type OwnId, type Request, type WriteJson } from '../request.ts'
import { changedBy, Effects, shownIn, type Sighting } from './effects.ts'
import type { Grounds } from './guard.ts'
import { touches } from './touches.ts'
import type { Own } from './world.ts'

const ask = new Asker(contract, 'effects')
const grounds: Grounds = { contract, ownOf: (create) => ask.own.ownOf(create), madeUp: ask.madeUp }
const [product, another] = ['first', 'second'].map((purpose) => ask.own.of('createProduct', purpose)) as [Own, Own]

const update = (text: string, options: { readonly isRefused?: true; readonly id?: OwnId } = {}): Request =>
  ask.own.act('updateProduct', {
    params: { productId: options.id ?? product.id },
    json: { description: text },
    ...(options.isRefused ? { isRefused: true } : {}),
  })
const look = (after: Request, own = product): Request => ask.own.look('getProduct', { params: { productId: own.id }, after: [after] })
const sighting = (change: Request): Sighting => ({ change, look: look(change), own: product })
const answered = (planned: Request, status: number, data?: unknown): Answered =>
  answer({ planned, status, ...(data === undefined ? {} : { body: { data } }) })

const [first, second, unpaired] = ['one', 'two', 'three'].map((text) => update(text)) as [Request, Request, Request]
const before = { id: 'prod_7', description: 'as made' }

describe('a change', () => {
  let effects: Effects
  const learn = (planned: Request, status: number, data?: unknown) => effects.learn(planned, answered(planned, status, data))
  beforeEach(() => {
    effects = new Effects([sighting(first), sighting(second)], grounds)
    learn(product.proof!.read, 200, before)
  })

  test('has arrived once a read shows another thing than before, and the operation is free from then on', () => {
    expect(effects.doubtOf(first)).toBeUndefined()
    expect(effects.doubtOf(unpaired)).toBe("no change by updateProduct has been seen to arrive at the run's own thing")
    expect(learn(first, 200, { ...before, description: 'one' })).toBeUndefined()
    expect(learn(look(first), 200, { ...before, description: 'one' })).toEqual({ type: 'arrived', id: 'updateProduct' })
    expect([first, second, unpaired].map((each) => effects.doubtOf(each))).toEqual([undefined, undefined, undefined])
  })

  test('is alone until it is looked at', () => {
    learn(first, 200)
    const doubt = 'what updateProduct has changed was to be looked at before, and was not'
    expect([second, another.create].map((each) => effects.doubtOf(each))).toEqual([doubt, doubt])
    // What is made is taken back whatever happens.
    expect(effects.doubtOf(product.undo[0]!)).toBeUndefined()
  })

  test('that a read does not show went astray: nothing more is written, and taken back only by what was seen to arrive', () => {
    learn(first, 200)
    const why = 'updateProduct answered a change with a success, and getProduct shows none'
    expect(learn(look(first), 200, { ...before })).toEqual({ type: 'astray', id: 'updateProduct', why })
    const doubt = `${why}; nothing more is written, since it may change something else`
    expect([second, another.create, product.undo[0]!].map((each) => effects.doubtOf(each))).toEqual([doubt, doubt, doubt])
  })

  test('that went astray leaves deletions, if one was seen to arrive', () => {
    const gone = another.undo[0]!
    effects = new Effects([{ change: gone, look: look(gone, another), own: another }, sighting(first)], grounds)
    learn(product.proof!.read, 200, before)
    learn(another.proof!.read, 200, before)
    learn(gone, 204)
    expect(learn(look(gone, another), 404)).toEqual({ type: 'arrived', id: 'DELETE' })
    learn(first, 200)
    learn(look(first), 200, before)
    expect(effects.doubtOf(second)).toMatch(/nothing more is written/)
    expect(effects.doubtOf(product.undo[0]!)).toBeUndefined()
  })

  test('that was refused says nothing, and the next one that a read speaks for is tried', () => {
    learn(first, 409)
    expect(learn(look(first), 200, before)).toBeUndefined()
    expect(effects.doubtOf(second)).toBeUndefined()
    expect(effects.doubtOf(unpaired)).toMatch(/has been seen to arrive/)
    learn(second, 500)
    // No read can speak for it any more: one success is the last.
    expect(effects.doubtOf(unpaired)).toBeUndefined()
    learn(unpaired, 200)
    expect(effects.doubtOf(update('four'))).toBe('updateProduct answered a change with a success, and no read shows what it has changed')
  })

  test.each<readonly [what: string, isNotAnswered: boolean, status: number]>([
    ['fails', false, 500],
    ['is refused', false, 403],
    ['is not answered', true, 0],
  ])('is unclear where the look %s: the operation changes nothing more', (_what, isNotAnswered, status) => {
    learn(first, 200)
    if (isNotAnswered) effects.unanswered(look(first))
    else expect(learn(look(first), status)).toBeUndefined()
    expect(effects.doubtOf(second)).toBe('updateProduct answered a change with a success, and no read shows what it has changed')
    expect(effects.doubtOf(another.create)).toBeUndefined()
  })

  test.each<readonly [what: string, now: unknown, want: object | undefined]>([
    ['something', [{ id: 'x' }], { type: 'arrived' }],
    ['nothing', [], { type: 'astray' }],
    ['no list', null, { type: 'astray' }],
  ])('of which nothing was known before is judged by whether there is %s', (_what, now, want) => {
    const params = { productId: product.id }
    const change = ask.own.act('assignProductCategories', { params, json: { categoryIds: ['cat_1'] } })
    const list = ask.own.look('listProductCategories', { params, after: [change] })
    effects = new Effects([{ change, look: list, own: product }], grounds)
    learn(change, 200)
    expect(learn(list, 200, now)).toMatchObject(want ?? {})
  })

  test('that only empties proves nothing where nothing was known before', () => {
    const params = { productId: product.id }
    const change = ask.own.act('applyProductCategories', { params, json: { categoryIds: [] } })
    const list = ask.own.look('listProductCategories', { params, after: [change] })
    effects = new Effects([{ change, look: list, own: product }], grounds)
    learn(change, 200)
    expect(learn(list, 200, [])).toBeUndefined()
    expect([change, another.create].map((each) => effects.doubtOf(each))).toEqual([
      'applyProductCategories answered a change with a success, and no read shows what it has changed',
      undefined,
    ])
  })

  test('that has to be refused, and is carried out, has to be shown too', () => {
    const wrong = update('wrong', { isRefused: true })
    const alone = update('alone', { isRefused: true })
    effects = new Effects([sighting(wrong)], grounds)
    learn(product.proof!.read, 200, before)
    expect(learn(wrong, 200)).toBeUndefined()
    expect(learn(look(wrong), 200, { ...before, description: 'wrong' })).toEqual({ type: 'arrived', id: 'updateProduct' })
    effects = new Effects([], grounds)
    expect(learn(alone, 200)).toMatchObject({ type: 'astray', why: expect.stringContaining('no read shows what it has changed') as string })
  })

  test('of what is not the run’s own thing, and a request that is refused for two reasons, are no changes', () => {
    const refused = ask.write(contract.operations.updateProduct, {
      params: ask.unknownParams(contract.operations.updateProduct),
      body: { json: { name: 7 } as WriteJson },
      effect: 'refused',
    })
    for (const each of [refused, product.create, product.proof!.read]) expect(changedBy(each, grounds)).toEqual([])
    expect(changedBy(first, grounds).map(({ id }) => keyOf(id.from))).toEqual([keyOf(product.create)])
  })
})

test('a deletion that leaves the thing there is told by whoever looks whether it is gone', () => {
  const [gone] = product.undo
  const effects = new Effects([sighting(gone!)], grounds)
  const learn = (planned: Request, status: number, data?: unknown) => effects.learn(planned, answered(planned, status, data))
  learn(product.proof!.read, 200, before)
  learn(gone!, 204)
  expect(learn(look(gone!), 200, before)).toBeUndefined()
  expect(effects.doubtOf(another.create)).toBeUndefined()
})

test('a read speaks for a change if it is the one that shows it, of the same thing', () => {
  const list = ask.own.look('listProductLinks', { params: { productId: product.id }, after: [first] })
  expect(shownIn(look(first), first, grounds)?.id).toEqual(product.id)
  expect([list, another.create, first].map((each) => shownIn(each, first, grounds))).toEqual([undefined, undefined, undefined])
})

test('every write that changes an own thing for good says which read shows it', () => {
  const silent = (Object.keys(touches) as (keyof typeof touches)[]).filter((id) => touches[id].shown === undefined)
  expect(silent.sort()).toEqual(
    [
      // What they make is proven by itself.
      ...['createApiKey', 'createAttribute', 'createCategory', 'createCycleCount', 'createForecastEvent', 'createForecastScenario'],
      ...['createProduct', 'createTransfer', 'recordStock', 'generateTransferRecommendations', 'triggerAlert'],
      // They keep nothing.
      ...['checkAvailability', 'compareForecastScenarios', 'suggestProductCategories'],
      // It is put back as it was read.
      'replaceAlertConfig',
    ].sort(),
  )
})
