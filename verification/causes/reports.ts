/** The reports of servers whose faults are known, as files of a folder. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { WrittenReport } from '../../conformance/report/formats/json.ts'
import type { ReportedVerdict } from '../../conformance/report/reported-verdict.ts'
import type { Combination } from './combinations.ts'

/** A combination, and the name of the file with its report. */
export interface WrittenCombination extends Combination {
  readonly report: string
}

const indexOf = (folder: string): string => path.join(folder, 'combinations.json')

export const writeIndex = (folder: string, combinations: readonly WrittenCombination[]): void =>
  writeFileSync(indexOf(folder), `${JSON.stringify(combinations, null, 2)}\n`)

/** Returns the combinations that the folder has reports of; none if it has no list of them. */
export function combinationsIn(folder: string): WrittenCombination[] {
  if (!existsSync(indexOf(folder))) return []
  const written = JSON.parse(readFileSync(indexOf(folder), 'utf8')) as WrittenCombination[]
  return written.filter(({ report }) => existsSync(path.join(folder, report)))
}

/** The name of the file with the report of one deviation, as the proof writes it. */
export const reportNameOf = (id: string): string => `${id.replace('/', '.')}.json`

/** Returns the verdicts of a report, each with its exchange; none if the folder does not have the report. */
export function verdictsIn(folder: string, report: string): ReportedVerdict[] | undefined {
  const file = path.join(folder, report)
  if (!existsSync(file)) return undefined
  const { verdicts, exchanges } = JSON.parse(readFileSync(file, 'utf8')) as WrittenReport
  const byNumber = new Map(exchanges.map((each) => [each.number, each]))
  return verdicts.map(({ exchange, control: _control, ...verdict }): ReportedVerdict => {
    const shown = exchange === undefined ? undefined : byNumber.get(exchange)
    return { ...verdict, ...(shown === undefined ? {} : { exchange: shown }) }
  })
}
