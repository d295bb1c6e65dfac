/** Reads waiver files, and reports errors with file and line. */
import { readFileSync } from 'node:fs'
import type { Contract } from '../../spec/contract.ts'
import { suggestion } from '../text/suggestion.ts'
import { foreign } from '../text/foreign.ts'
import type { Rule } from '../model/rule.ts'
import { located, schemaFaults, type Fault } from './faults.ts'
import { readYaml, type Written } from './yaml.ts'
import { Undecidable } from '../model/undecidable.ts'
import { type Waiver, isExpired } from '../judge/waiver.ts'

const schema = JSON.parse(readFileSync(new URL('waivers.schema.json', import.meta.url), 'utf8')) as object

/** Reads the waivers of a file. Throws `Undecidable` with file and line if one is invalid or names an unknown rule or operation. */
export function readWaivers(file: string, contract: Contract, rules: readonly Rule[]): readonly Waiver[] {
  const written = readYaml(file)
  const faults = faultsOf(written, contract, rules)
  if (faults.length > 0) throw new Undecidable(located(file, faults))
  return waiversIn(written).map((waiver, index) => ({ ...waiver, writtenAt: `${file}:${written.lineOf([index])}` }))
}

/** Returns all errors in a waiver file, including expired and duplicate waivers. Throws `Undecidable` if it is not YAML. */
export function lintWaivers(
  file: string,
  contract: Contract,
  rules: readonly Rule[],
  today: Date,
): { readonly faults: string; readonly count: number } {
  const written = readYaml(file)
  const faults = faultsOf(written, contract, rules)
  const waivers = faults.length > 0 ? [] : waiversIn(written)
  const seen = new Map<string, number>()
  waivers.forEach((waiver, index) => {
    const line = written.lineOf([index])
    if (isExpired(waiver, today))
      faults.push({ line: written.lineOf([index, 'expires']), text: `[${index + 1}].expires: expired on ${waiver.expires}` })
    const subject = `${waiver.rule} ${waiver.operation}`
    const earlier = seen.get(subject)
    if (earlier !== undefined)
      faults.push({ line, text: `[${index + 1}]: duplicate of the waiver on line ${earlier} (${waiver.rule} on ${waiver.operation})` })
    else seen.set(subject, line)
  })
  return { faults: located(file, faults), count: waivers.length }
}

/** An empty file contains no waivers. */
const waiversIn = ({ value }: Written): readonly Waiver[] => (value === null ? [] : (value as readonly Waiver[]))

function faultsOf(written: Written, { operations }: Contract, rules: readonly Rule[]): Fault[] {
  if (written.value === null) return []
  const [ids, names] = [rules.map(({ id }) => id as string), Object.keys(operations)]
  const entries: readonly unknown[] = Array.isArray(written.value) ? written.value : []
  const unknown = entries.flatMap((entry, index): Fault[] => {
    const { rule, operation } = (entry ?? {}) as Readonly<Record<string, unknown>>
    return [
      ...(typeof rule !== 'string' || rule === '' || ids.includes(rule)
        ? []
        : [
            {
              line: written.lineOf([index, 'rule']),
              text: `[${index + 1}].rule: unknown rule "${foreign(rule, 100)}"${suggestion(rule, ids)}`,
            },
          ]),
      ...(typeof operation !== 'string' || operation === '' || operation === '*' || operation === 'deployment' || names.includes(operation)
        ? []
        : [
            {
              line: written.lineOf([index, 'operation']),
              text: `[${index + 1}].operation: unknown operation "${foreign(operation, 100)}"${suggestion(operation, names)}`,
            },
          ]),
    ]
  })
  return [...schemaFaults(written, schema), ...unknown]
}
