import { harmlessJson } from '../../text/foreign.ts'
import type { Report } from '../report.ts'

/** The complete report as JSON; its format is `report/report.schema.json`. */
export function renderJson(report: Report): string {
  return harmlessJson(JSON.stringify(report, null, 2)) + '\n'
}
