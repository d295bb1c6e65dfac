import { describe, expect, it } from 'vitest'
import { contract, valueAt } from '../spec/contract.ts'
import { refusals, refuse, statusOf } from './refusals.ts'

interface Details {
  readonly properties: { readonly code: { readonly const: string }; readonly reason?: { readonly enum: readonly string[] } }
}

/** `code` and `reason` pairs that the contract knows; a code whose reason may be left out also stands alone. */
const inContract = (valueAt(contract.document, '/components/schemas/ErrorDetails/oneOf') as { $ref: string }[]).flatMap(({ $ref }) => {
  const { properties } = valueAt(contract.document, $ref.slice(1)) as Details
  const reasons = properties.reason?.enum ?? []
  return reasons.length === 0 ? [properties.code.const] : reasons.map((reason) => `${properties.code.const} ${reason}`)
})

const rows = Object.entries(refusals).map(([name, row]) => ({ name, reason: undefined, ...row }))
const pair = ({ code, reason }: { code: string; reason: string | undefined }) => (reason === undefined ? code : `${code} ${reason}`)

/** Why no refusal gives them. */
const givenByNothing: Readonly<Record<string, string>> = {
  'FORBIDDEN INACTIVE_ORGANIZATION': 'tenants of this server are always active: nothing in the API can suspend one',
}

describe('the table of refusals', () => {
  it.each(rows)('gives $name a code that the contract has one status for', ({ code }) => {
    expect(Object.entries(contract.codes).filter(([, each]) => each === code)).toEqual([[String(statusOf(code)), code]])
  })

  it.each(rows)('gives $name a reason that the contract knows with its code', (row) => {
    const known = [...inContract, 'VALIDATION_ERROR']
    expect(known).toContain(pair(row))
  })

  it('has a row for every code and reason of the contract but those that nothing gives', () => {
    const given = new Set(rows.map(pair))
    expect(inContract.filter((each) => !given.has(each)).toSorted()).toEqual(Object.keys(givenByNothing).toSorted())
  })

  it('says each thing in a sentence of its own', () => {
    const sentences = rows.map((row) => row.error)
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })
})

describe('a refusal', () => {
  it('keeps what is told apart from the headers that go with it', () => {
    const refusal = refuse('rateLimited', { retryAfterSeconds: 3, headers: { 'Retry-After': '3' } })
    expect(refusal).toMatchObject({ refusal: 'rateLimited', details: { retryAfterSeconds: 3 }, headers: { 'Retry-After': '3' } })
    expect(refusal.details).not.toHaveProperty('headers')
  })

  it('needs nothing more where the contract wants nothing more', () => {
    expect(refuse('resourceUnknown')).toMatchObject({ refusal: 'resourceUnknown', details: {}, headers: {}, message: 'No such resource.' })
  })
})
