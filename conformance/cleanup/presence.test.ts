import { expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { presenceOf, type Presence } from './presence.ts'

const body = (status: unknown) => ({ data: { status } })
const rows = (...states: unknown[]) => ({ data: states.map((status) => ({ status })) })

test.each<readonly [undone: readonly string[], asked: string, status: number, body: unknown, want: Presence]>([
  [['deleteProduct'], 'getProduct', 404, {}, 'gone'],
  [['deleteProduct'], 'getProduct', 500, {}, 'unclear'],
  [['deleteProduct'], 'getProduct', 201, {}, 'unclear'],
  [['deleteProduct'], 'getProduct', 200, {}, 'there'],
  // Archived instead of deleted: still returned, in a final state.
  [['archiveForecastScenario'], 'getForecastScenario', 200, body('ARCHIVED'), 'gone'],
  [['archiveForecastScenario'], 'getForecastScenario', 200, body('PUBLISHED'), 'there'],
  [['archiveForecastScenario'], 'getForecastScenario', 200, body('DRAFT'), 'there'],
  [['completeCycleCount'], 'getCycleCount', 200, body('COMPLETED'), 'gone'],
  [['completeCycleCount'], 'getCycleCount', 200, body('OPEN'), 'there'],
  [['completeCycleCount'], 'getCycleCount', 200, body('IN_PROGRESS'), 'there'],
  [['completeCycleCount'], 'getCycleCount', 200, body(7), 'there'],
  [['completeCycleCount'], 'getCycleCount', 200, {}, 'there'],
  // A list returns keys, and an expired key has its own state.
  [['revokeApiKey'], 'listApiKeys', 200, rows('REVOKED'), 'gone'],
  [['revokeApiKey'], 'listApiKeys', 200, rows('EXPIRED', 'REVOKED'), 'gone'],
  [['revokeApiKey'], 'listApiKeys', 200, rows('REVOKED', 'ACTIVE'), 'there'],
  [['revokeApiKey'], 'listApiKeys', 200, rows(), 'gone'],
  // Identified by its read if it cannot be cleaned up.
  [[], 'getTransfer', 200, body('RECEIVED'), 'gone'],
  [[], 'getTransfer', 200, body('DRAFT'), 'there'],
  [[], 'getProduct', 200, body('ACTIVE'), 'unclear'],
  [['createProduct'], 'listProducts', 200, rows('ACTIVE'), 'unclear'],
])('after %j, %s with %i and %j shows that it is %s', (undone, asked, status, shown, want) => {
  expect(presenceOf({ status, body: shown }, { undone, asked, api })).toBe(want)
})

test('a state that leads only to itself is final', () => {
  const [machine] = api.stateMachines.filter(({ read }) => read === 'getTransfer')
  const touched = { ...machine!, edges: [...machine!.edges, { from: ['RECEIVED'], to: 'RECEIVED', operation: 'updateTransfer' as const }] }
  const asked = { undone: [], asked: 'getTransfer', api: { ...api, stateMachines: [touched] } }
  expect(presenceOf({ status: 200, body: body('RECEIVED') }, asked)).toBe('gone')
  expect(presenceOf({ status: 200, body: body('DRAFT') }, asked)).toBe('there')
})
