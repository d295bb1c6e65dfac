import { expect, test } from 'vitest'
import { includes, runLevels } from './levels.ts'

test('each level includes itself and those before it', () => {
  expect(runLevels.map((level) => runLevels.filter((other) => includes(level, other)))).toEqual([
    ['smoke'],
    ['smoke', 'contract'],
    ['smoke', 'contract', 'isolation'],
    ['smoke', 'contract', 'isolation', 'full'],
  ])
})
