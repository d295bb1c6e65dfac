import { describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { addressOf, explain, risks, sections } from '../model/citations.ts'
import { decisions, promises as requirements, unruled } from '../profile/citations.ts'
import { rules } from './index.ts'

/** An id never changes its meaning. A changed line here changes a published rule, which waivers refer to. */
test('ids, levels and titles match the snapshot', async () => {
  const lines = rules.map(({ id, level, title }) => `${id}  ${level}  ${title}`).sort()
  await expect(lines.join('\n') + '\n').toMatchFileSnapshot('catalogue.snap.txt')
})

test('every id is an area and one to six words, and is used once', () => {
  const ids = rules.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+){0,5}$/)
})

describe('citations of rules', () => {
  const cited = new Set<string>(rules.flatMap(({ cites }) => cites))
  const promises = { ...requirements, ...decisions }

  test('every citation has a valid format and a known source', () => {
    for (const citation of cited) {
      const known = { ...promises, ...sections, ...risks }
      if (/^practice: \S+ \S+/.test(citation)) continue
      expect(known).toHaveProperty([citation])
    }
  })

  test('ids of requirements, decisions, sections and risks have the format of citations', () => {
    for (const id of Object.keys(promises)) expect(id).toMatch(/^[RD]\d\d$/)
    for (const id of Object.keys(sections)) expect(id).toMatch(/^RFC [1-9]\d{3} §[1-9]\d*(\.[1-9]\d*)*$/)
    for (const id of Object.keys(risks)) expect(id).toMatch(/^OWASP API([1-9]|10):2023$/)
  })

  test('every listed section and risk is cited', () => {
    expect([...Object.keys(sections), ...Object.keys(risks)].filter((each) => !cited.has(each))).toEqual([])
  })

  test('every requirement and every decision has a rule, or a reason why not', () => {
    const lacking = Object.keys(promises).filter((id) => !cited.has(id))
    expect(lacking).toEqual(Object.keys(unruled))
    for (const reason of Object.values(unruled)) expect(reason).toMatch(/^[A-Z].{40,}\.$/)
  })

  test('a section has a URL and a heading', () => {
    const unpublished = { promises: api.profile.promises, decisions: api.profile.decisions }
    expect(addressOf('RFC 9110 §9.3.2', unpublished)).toBe('https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2')
    expect(addressOf('R01', unpublished)).toBeUndefined()
    expect(addressOf('R01', { ...unpublished, documentation: 'https://docs.example/' })).toBe(
      'https://docs.example/rules/requirements.html#R01',
    )
    expect(explain('RFC 9110 §9.3.2', api.profile)).toBe('RFC 9110 §9.3.2: HEAD')
    expect(explain('R01', api.profile)).toBe('R01: every API is tenant-scoped')
    expect(explain('practice: one kind of error has one shape', api.profile)).toBe('practice: one kind of error has one shape')
  })
})

test('titles complete the sentence "a conforming deployment …"', () => {
  for (const { title } of rules) expect(title).toMatch(/^[a-z].*[^.]$/)
})
