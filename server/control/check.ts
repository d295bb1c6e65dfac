import { controlContract, type ControlSchemas } from '../../spec/control-contract.ts'
import { compileSchemas, type Check } from '../http/schemas.ts'
import { ControlError } from './problem.ts'

const schemas = compileSchemas(controlContract)

/** The check of a schema of the control plane, by JSON pointer; compiled on first use. */
export const controlCheck = (pointer: string): Check => schemas(pointer)

/** Throws a `ControlError` with all issues if a value of a library call does not conform to a schema. `what` names it in the message. */
export function checkValue(schema: keyof ControlSchemas, value: unknown, what: string): void {
  const issues = controlCheck(`/components/schemas/${schema}`)(value)
  if (issues.length > 0) throw invalid(what, issues)
}

/** The error for invalid parts; the message names the first one. */
export function invalid(what: string, issues: readonly { readonly path: string; readonly message: string }[]): ControlError {
  const [first = { path: '', message: 'is invalid' }] = issues
  const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return new ControlError('INVALID', `Invalid ${what}: ${first.path === '' ? 'it' : first.path} ${first.message}${others}.`, issues)
}
