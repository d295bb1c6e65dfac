import { expect, test } from 'vitest'
import { decisions, requirements } from '../citations.ts'
import { rules } from './index.ts'

/** An id never changes its meaning: a changed line here is a changed promise to everybody who waives or reads it. */
test('ids, levels and titles stay as they are', async () => {
  const lines = rules.map(({ id, level, title }) => `${id}  ${level}  ${title}`).sort()
  await expect(lines.join('\n') + '\n').toMatchFileSnapshot('catalogue.snap.txt')
})

test('every id is an area and one to six words, and is used once', () => {
  const ids = rules.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+){0,5}$/)
})

test('every citation of a requirement or decision names one that exists', () => {
  const known = new Set([...Object.keys(requirements), ...Object.keys(decisions)])
  const cited = rules.flatMap(({ cites }) => cites).filter((each) => /^[RD]\d\d$/.test(each))
  expect(cited.filter((each) => !known.has(each))).toEqual([])
})

test('titles complete the sentence "a conforming deployment …"', () => {
  for (const { title } of rules) expect(title).toMatch(/^[a-z].*[^.]$/)
})
