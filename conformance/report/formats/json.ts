import { harmlessJson } from '../../text/foreign.ts'
import type { Report } from '../report.ts'

/** The report as it is; its format is `report/report.schema.json`. */
export function renderJson(report: Report): string {
  return harmlessJson(JSON.stringify(report, null, 2)) + '\n'
}
