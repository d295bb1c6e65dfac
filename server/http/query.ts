import type { Parameter, Schemas } from '../../spec/contract.ts'
import type { Check } from './schemas.ts'

type Issue = Schemas['Issue']

/** Parses a query string by the parameters of an operation: the values by name, with defaults filled in, and all issues. */
export type QueryReader = (query: string) => { readonly values: Readonly<Record<string, unknown>>; readonly issues: readonly Issue[] }

const decimal: Readonly<Record<string, { readonly syntax: RegExp; readonly message: string }>> = {
  integer: { syntax: /^-?(?:0|[1-9]\d*)$/, message: 'must be a whole number' },
  number: { syntax: /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/, message: 'must be a decimal number' },
}

/** Converts a value to the type of its schema: `5` is a number for a numeric parameter and text otherwise. Text is returned unchanged. */
function convert(text: string, type: unknown): { readonly value: unknown } | { readonly message: string } {
  const number = typeof type === 'string' ? decimal[type] : undefined
  if (number !== undefined) return number.syntax.test(text) ? { value: Number(text) } : { message: number.message }
  if (type === 'boolean') return text === 'true' || text === 'false' ? { value: text === 'true' } : { message: 'must be true or false' }
  return { value: text }
}

/** Decodes percent-encoded UTF-8, with `+` as a space as in forms; `undefined` if it is invalid. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

export function compileQuery(parameters: readonly Parameter[], schemas: (pointer: string) => Check): QueryReader {
  const known = new Map(
    parameters.map(({ name, required, schema, pointer }) => [name, { name, required, type: schema.type, check: schemas(pointer) }]),
  )
  const defaults = Object.fromEntries(
    parameters.flatMap(({ name, schema }) => (schema.default === undefined ? [] : [[name, schema.default]])),
  )
  const required = [...known.values()].filter((parameter) => parameter.required)

  return (query) => {
    const values: Record<string, unknown> = { ...defaults }
    const issues: Issue[] = []
    const seen = new Set<string>()
    const complain = (path: string, message: string) => issues.push({ in: 'query', path, message })

    for (const pair of query === '' ? [] : query.split('&')) {
      if (pair === '') continue
      const [rawName = '', ...rest] = pair.split('=')
      const name = decode(rawName)
      const text = decode(rest.join('='))
      if (name === undefined || text === undefined) {
        complain(name ?? rawName, 'must be percent-encoded UTF-8')
        continue
      }
      const parameter = known.get(name)
      if (parameter === undefined) {
        if (!seen.has(name)) complain(name, 'is not a parameter of this operation')
      } else if (seen.has(name)) {
        complain(name, 'must not be repeated')
      } else {
        const converted = convert(text, parameter.type)
        if ('message' in converted) {
          complain(name, converted.message)
        } else {
          values[name] = converted.value
          for (const fault of parameter.check(converted.value)) complain(name, fault.message)
        }
      }
      seen.add(name)
    }
    for (const { name } of required) if (!seen.has(name)) complain(name, 'must be present')
    return { values, issues }
  }
}
