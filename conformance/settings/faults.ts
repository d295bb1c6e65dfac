import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { suggestion } from '../text/suggestion.ts'
import { foreign } from '../text/foreign.ts'
import type { Written } from './yaml.ts'

// The default export of a CommonJS module, as Node resolves it.
const addFormats = formats as unknown as typeof formats.default

/** An error in a file written by the user. */
export interface Fault {
  readonly line: number
  /** `level: expected one of smoke, contract, got "max"`. */
  readonly text: string
}

/** Formats the faults as `conformance.config.yaml:7: level: expected …`, one per line. */
export function located(file: string, faults: readonly Fault[]): string {
  return [...faults]
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${file}:${line}: ${text}`)
    .join('\n')
}

/** Maximum number of reported errors. Each takes time to locate in the file. */
const maxFaults = 100
/** Maximum number of shown characters of a value. */
const shown = 200

/**
 * Returns at most a hundred violations of the file's JSON Schema; empty if it is valid. If a part of the schema has a `title`, it describes
 * what was expected. Values for which `isSecret` returns true are not shown.
 */
export function schemaFaults(
  { value, lineOf }: Written,
  schema: object,
  isSecret: (path: readonly string[]) => boolean = () => false,
): Fault[] {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false })
  addFormats(ajv)
  const validate = ajv.compile(schema)
  if (validate(value)) return []
  // In the order of the file: the validator reports missing properties first, wherever they are missing.
  const ordered = [...(validate.errors ?? [])].sort((a, b) => a.instancePath.localeCompare(b.instancePath, 'en', { numeric: true }))
  return ordered.slice(0, maxFaults).map((error) => {
    const path = error.instancePath.split('/').slice(1).map(unescaped)
    const steps = path.map((each) => (/^\d+$/.test(each) ? Number(each) : each))
    const extra = error.keyword === 'additionalProperties' ? [String(error.params['additionalProperty'])] : []
    return {
      line: lineOf([...steps, ...extra]),
      text: `${place([...steps, ...extra])}${phrase(error, isSecret([...path, ...extra]))}`,
    }
  })
}

const unescaped = (text: string): string => text.replaceAll('~1', '/').replaceAll('~0', '~')

function place(steps: readonly (string | number)[]): string {
  const name = steps.map((each) => (typeof each === 'number' ? `[${each + 1}]` : `.${each}`)).join('')
  return name === '' ? '' : `${foreign(name.replace(/^\./, ''), shown)}: `
}

function phrase({ keyword, params, parentSchema, data, message }: ErrorObject, isSecret: boolean): string {
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object)
  if (keyword === 'additionalProperties') {
    return `expected one of ${known.join(', ')}${suggestion(String(params['additionalProperty']), known)}`
  }
  if (keyword === 'required') return `missing ${String(params['missingProperty'])}`
  const got = isSecret ? '' : `, got ${foreign(JSON.stringify(data), shown)}`
  const title: unknown = parentSchema?.['title']
  if (typeof title === 'string') return `expected ${title}${got}`
  if (keyword === 'enum') return `expected one of ${(params['allowedValues'] as unknown[]).join(', ')}${got}`
  if (keyword === 'type') return `expected ${[params['type']].flat().join(' or ')}${got}`
  return `${message}${got}`
}
