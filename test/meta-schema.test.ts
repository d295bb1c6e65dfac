import { readFileSync } from 'node:fs'
import { validate } from '@hyperjump/json-schema/openapi-3-1'
import { beforeAll, describe, expect, test } from 'vitest'
import { contract, valueAt } from '../spec/contract.ts'
import { embeddedExamples, type EmbeddedExample } from './embedded-examples.ts'
import { openValidator } from './validator.ts'

/** The document with one change made to the object at a pointer. */
function changed(at: string, change: object): object {
  const copy = structuredClone(contract.document)
  Object.assign(valueAt(copy, at) as object, change)
  return copy
}

describe('the OpenAPI 3.1 meta-schema, with schemas in the 2020-12 dialect,', () => {
  let faults: (document: unknown) => string[]
  beforeAll(async () => {
    const check = await validate('https://spec.openapis.org/oas/3.1/schema-draft-2020-12')
    faults = (document) => {
      const output = check(JSON.parse(JSON.stringify(document)), 'BASIC')
      return output.valid ? [] : (output.errors ?? []).map(({ instanceLocation }) => instanceLocation)
    }
  })

  test('accepts the published contract', () => {
    expect(faults(JSON.parse(readFileSync(new URL('../spec/generated/openapi.json', import.meta.url), 'utf8')))).toEqual([])
  })

  test('accepts the contract with its extensions as JSON Schema', () => {
    expect(faults(contract.document)).toEqual([])
  })

  test.each([
    ['a document without a version', '/info', { version: undefined }, '#/info'],
    ['a parameter in an unknown place', '/components/parameters/PageParameter', { in: 'body' }, '#/components/parameters/PageParameter/in'],
    ['a misspelt keyword of an operation', '/paths/~1products/get', { paramters: [] }, '#/paths/~1products/get/paramters'],
    ['a status that is none', '/paths/~1products/get/responses', { 20: { description: '' } }, '#/paths/~1products/get/responses/20'],
    ['a schema of an unknown type', '/components/schemas/Product', { type: 'record' }, '#/components/schemas/Product/type'],
    [
      'a draft-04 bound in a schema',
      '/components/schemas/Product',
      { exclusiveMinimum: true },
      '#/components/schemas/Product/exclusiveMinimum',
    ],
  ])('refuses %s', (_fault, at, change, where) => {
    expect(faults(changed(at, change))).toContain(where)
  })
})

describe('the examples of the contract', () => {
  /** What is wrong, by the pointer of the example. */
  const faults = (document: object, examples = embeddedExamples(document)): Record<string, string[]> => {
    const validator = openValidator(document)
    const found = examples.map(({ at, schema, value }) => [at, validator(schema, value)] as const)
    return Object.fromEntries(found.filter(([, wrong]) => wrong.length > 0))
  }
  const examples = embeddedExamples(contract.document)
  const kinds = ['parameter', 'request body', 'response', 'header', 'schema'] as const satisfies EmbeddedExample['kind'][]

  test('keep their schemas', ({ annotate }) => {
    expect(faults(contract.document, examples)).toEqual({})
    return annotate(kinds.map((kind) => `${kind}: ${examples.filter((each) => each.kind === kind).length}`).join(', '))
  })

  test('are there for every parameter, body, response and header of every operation', () => {
    const described = new Set(examples.map(({ schema }) => schema))
    const expected = Object.values(contract.operations).flatMap(({ parameters, body, responses }) => [
      ...parameters,
      ...(body === undefined ? [] : [body]),
      ...Object.values(responses).flatMap((response) => [response, ...response.headers]),
    ])
    expect(expected.length).toBeGreaterThan(Object.keys(contract.operations).length)
    expect(expected.map(({ pointer }) => pointer).filter((pointer) => !described.has(pointer))).toEqual([])
  })

  test.each(kinds)('are noticed if that of a %s is spoilt', (kind) => {
    const victim = examples.find((each) => each.kind === kind)
    expect(victim).toBeDefined()
    const { at } = victim!
    const holder = at.slice(0, at.lastIndexOf('/'))
    const spoilt = changed(holder, { [at.slice(holder.length + 1)]: { spoilt: true } })
    expect(Object.keys(faults(spoilt))).toEqual([at])
  })

  test('are noticed if a format or a keyword is misspelt, which would check nothing', () => {
    const format = changed('/components/schemas/Timestamp', { format: 'datetime' })
    expect(() => faults(format)).toThrow('unknown format "datetime"')
    const keyword = changed('/components/schemas/ProductName', { maxLenght: 3 })
    expect(() => faults(keyword)).toThrow('unknown keyword: "maxLenght"')
  })
})
