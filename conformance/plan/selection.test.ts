import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { aLaw, aProbe, aSequence } from '../testing/fixture.ts'
import { readChoice, type Choice } from './selection.ts'
import { Undecidable } from '../model/undecidable.ts'

const law = aLaw({ id: 'schema/law' })
const sequence = aSequence({ id: 'error/sequence' })
const probe = aProbe({ id: 'status/probe' })
const other = aProbe({ id: 'error/other' })
const rules = [law, sequence, probe, other]
const chosen = (choice: Choice) => readChoice(choice, api, rules)!
const about = (rule: (typeof rules)[number], id?: OperationId) => ({ rule, operation: id && api.operations[id] })

test('without options, nothing is selected', () => {
  expect(readChoice({}, api, rules)).toBeUndefined()
  expect(readChoice({ only: [], skip: [], documentedOnly: false }, api, rules)).toBeUndefined()
})

test.each<readonly [Choice, string]>([
  [{ only: ['Catalog', 'status'] }, '--only Catalog,status'],
  [{ skip: ['getProduct'] }, '--skip getProduct'],
  [{ documentedOnly: true }, '--documented-only'],
  [{ only: ['status'], skip: ['error', 'schema'], documentedOnly: true }, '--only status --skip error,schema --documented-only'],
])('%j is described as "%s"', (choice, want) => {
  expect(chosen(choice).words).toBe(want)
})

describe('a selection', () => {
  test.each<readonly [choice: Choice, rule: (typeof rules)[number], id: OperationId | undefined, includes: boolean]>([
    // By rule or by area, case-insensitive.
    [{ only: ['status/probe'] }, probe, 'getProduct', true],
    [{ only: ['STATUS/Probe'] }, probe, undefined, true],
    [{ only: ['status/probe'] }, law, 'getProduct', false],
    [{ only: ['error'] }, sequence, undefined, true],
    [{ only: ['error'] }, other, 'getProduct', true],
    [{ only: ['error'] }, probe, 'getProduct', false],
    // By operation or by group.
    [{ only: ['getproduct'] }, probe, 'getProduct', true],
    [{ only: ['getProduct'] }, probe, 'listProducts', false],
    [{ only: ['getProduct'] }, probe, undefined, false],
    [{ only: ['catalog'] }, probe, 'listProducts', true],
    [{ only: ['catalog'] }, probe, 'listTransfers', false],
    [{ only: ['api keys'] }, probe, 'listApiKeys', true],
    [{ only: ['getProduct', 'Transfers'] }, probe, 'listTransfers', true],
    // Both: these rules on these operations.
    [{ only: ['status', 'getProduct'] }, probe, 'getProduct', true],
    [{ only: ['status', 'getProduct'] }, law, 'getProduct', false],
    [{ only: ['status', 'getProduct'] }, probe, 'listProducts', false],
    [{ only: ['status', 'error/other'] }, other, undefined, true],
    // Except skipped ones.
    [{ skip: ['status'] }, probe, 'getProduct', false],
    [{ skip: ['status'] }, law, 'getProduct', true],
    [{ skip: ['getProduct'] }, law, 'getProduct', false],
    [{ skip: ['getProduct'] }, law, undefined, true],
    [{ only: ['status'], skip: ['catalog'] }, probe, 'getProduct', false],
    [{ only: ['status'], skip: ['status/probe'] }, probe, undefined, false],
    [{ documentedOnly: true }, law, 'getProduct', true],
    [{ documentedOnly: true }, law, 'getCategory', false],
    [{ documentedOnly: true }, law, undefined, true],
  ])('%j, of %o on %s: %s', (choice, rule, id, includes) => {
    expect(chosen(choice).includes(about(rule, id))).toBe(includes)
  })

  test.each<readonly [choice: Choice, id: OperationId | undefined, skips: boolean]>([
    [{ skip: ['getProduct'] }, 'getProduct', true],
    [{ skip: ['getProduct'] }, 'listProducts', false],
    [{ skip: ['getProduct'] }, undefined, false],
    [{ skip: ['listProducts', 'Catalog'] }, 'getProduct', true],
    [{ only: ['listProducts'] }, 'getProduct', false],
    [{ documentedOnly: true }, 'getCategory', true],
  ])('%j skips %s: %s', (choice, id, skips) => {
    expect(chosen(choice).skips(about(law, id))).toBe(skips)
  })

  test.each<readonly [choice: Choice, id: OperationId | undefined, carries: boolean]>([
    [{ only: ['schema'] }, 'getProduct', true],
    [{ only: ['error/sequence'] }, 'getProduct', true],
    [{ only: ['schema'] }, undefined, true],
    [{ only: ['schema', 'getProduct'] }, 'getProduct', true],
    [{ only: ['schema', 'getProduct'] }, 'listProducts', false],
    // Probes of the deployment as a whole carry selected laws, whatever operations are selected.
    [{ only: ['schema', 'getProduct'] }, undefined, true],
    [{ only: ['error/other'] }, 'getProduct', false],
    [{ only: ['error/other'] }, undefined, false],
    [{ only: ['getProduct'] }, 'getProduct', false],
    [{ only: ['schema'], skip: ['getProduct'] }, 'getProduct', false],
    [{ only: ['schema'], skip: ['schema/law'] }, 'getProduct', false],
    [{ skip: ['status'] }, 'getProduct', false],
  ])('%j carries a probe on %s: %s', (choice, id, carries) => {
    expect(chosen(choice).carries(about(probe, id))).toBe(carries)
  })

  test('may name both an area and a group', () => {
    const [catalog] = api.groups
    const named = aProbe({ id: 'catalog/probe' as 'status/probe' })
    const both = readChoice({ only: ['Catalog'] }, api, [named])!
    expect(catalog?.name).toBe('Catalog')
    expect(both.includes({ rule: named, operation: api.operations.getProduct })).toBe(true)
    expect(both.includes({ rule: named, operation: api.operations.listTransfers })).toBe(false)
    expect(both.includes({ rule: law, operation: api.operations.getProduct })).toBe(false)
  })

  test.each([
    [{ only: ['getProducd'] }, '--only: "getProducd" is not an area, rule, operation or group (did you mean getProduct?).'],
    [{ skip: ['status', 'Forcasting'] }, '--skip: "Forcasting" is not an area, rule, operation or group (did you mean Forecasting?).'],
    [{ only: ['nothing of the kind'] }, '--only: "nothing of the kind" is not an area, rule, operation or group.'],
  ])('%j is rejected', (choice, want) => {
    expect(() => chosen(choice)).toThrow(Undecidable)
    expect(() => chosen(choice)).toThrow(want)
  })
})
