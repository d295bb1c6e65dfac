import addFormats from 'ajv-formats'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../../spec/contract.ts'
import { quantitySchemas, vanishes } from '../quantity.ts'
import { explain, type Fault } from './faults.ts'

/** Checks a value against a schema of the contract, fills in the defaults of properties that are absent, and says all that is wrong. */
export type Check = (value: unknown) => readonly Fault[]

/** Text that is the same for JSON values that are equal (JSON Schema Core 2020-12 §4.2.2), whatever the order of their properties. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(canonical)).size === items.length
}

const none: readonly Fault[] = []

/** What a quantity has to be besides: the contract says so in words. */
const keyword = 'remainsAsKept'

/** The document, in which every quantity is one that is kept. */
function withQuantities(document: object): object {
  const { components } = document as { readonly components?: { readonly schemas?: Readonly<Record<string, object>> } }
  const quantities = quantitySchemas.map((name) => [name, { ...components?.schemas?.[name], [keyword]: true }] as const)
  return { ...document, components: { ...components, schemas: { ...components?.schemas, ...Object.fromEntries(quantities) } } }
}

/** The contract's schemas as checks, by JSON pointer into the document; each is compiled once, when it first has something to check. */
export function compileSchemas(contract: Contract): (pointer: string) => Check {
  // The document is OpenAPI, most of which is no JSON Schema, and its own lint has checked it; hence not strict, and not validated again.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    useDefaults: true,
    strict: false,
    strictNumbers: true,
    validateSchema: false,
    logger: false,
  })
  addFormats.default(ajv)
  // Ajv compares every item with every other, which takes seconds for an array of some ten thousand.
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', validate: (unique: boolean, items: unknown[]) => !unique || areUnique(items) })
  ajv.addKeyword({ keyword, type: 'number', validate: (_kept: boolean, quantity: number) => !vanishes(quantity) })
  ajv.addSchema(withQuantities(contract.document), 'contract')

  const checks = new Map<string, Check>()
  return (pointer) => {
    const known = checks.get(pointer)
    if (known !== undefined) return known
    let validate: ValidateFunction | undefined
    const check: Check = (value) => {
      validate ??= ajv.compile({ $ref: `contract#${encodeURI(pointer)}` })
      return validate(value) ? none : explain(validate.errors ?? [], contract.document)
    }
    checks.set(pointer, check)
    return check
  }
}
