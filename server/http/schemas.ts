import addFormats from 'ajv-formats'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Contract } from '../../spec/contract.ts'
import { quantitySchemas, vanishes } from '../quantity.ts'
import { explain, type Fault } from './faults.ts'

/** Checks a value against a schema of the contract, fills in defaults of absent properties, and returns all faults. */
export type Check = (value: unknown) => readonly Fault[]

/** A text that is equal for equal JSON values (JSON Schema Core 2020-12 §4.2.2), independent of the order of properties. */
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

/** An additional requirement for quantities, which the contract states in prose. */
const keyword = 'remainsAsKept'

/** The document with the additional requirement on all quantity schemas. */
function withQuantities(document: object): object {
  const { components } = document as { readonly components?: { readonly schemas?: Readonly<Record<string, object>> } }
  const quantities = quantitySchemas.map((name) => [name, { ...components?.schemas?.[name], [keyword]: true }] as const)
  return { ...document, components: { ...components, schemas: { ...components?.schemas, ...Object.fromEntries(quantities) } } }
}

/** Compiles the schemas of the contract to checks, by JSON pointer into the document; each is compiled on first use. */
export function compileSchemas(contract: Pick<Contract, 'document'>): (pointer: string) => Check {
  // The document is OpenAPI and mostly not JSON Schema, and its lint has checked it; so it is neither strict nor validated again.
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    useDefaults: true,
    strict: false,
    strictNumbers: true,
    validateSchema: false,
    logger: false,
    // Optimizing the code takes a third of the time of compiling, and V8 optimizes what runs often.
    code: { optimize: false },
  })
  addFormats.default(ajv)
  // Ajv compares every item with every other one, which takes seconds for arrays of tens of thousands of items.
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
