/** The table that `npm run clients` prints, and the details of what went wrong. */
import type { Attempt, Result } from './attempt.ts'

const columns = ['tool', 'version', 'language', 'generates', 'warnings', 'names', 'compiles', 'runs', 'seconds'] as const

const word = (result: Result): string => (result === undefined ? '-' : result === 'yes' ? 'yes' : 'NO')

function rowOf({ tool, skipped, isUnavailable = false, generates, warnings, names, invented, compiles, runs, seconds }: Attempt): string[] {
  const { name, version, language } = tool
  if (skipped !== undefined) return [name, version, language, isUnavailable ? 'NO DOWNLOAD' : 'SKIPPED', '-', '-', '-', '-', '-']
  const named = names === undefined ? '-' : invented?.length === 0 ? `${names.length}` : `${names.length} (${invented?.length} INVENTED)`
  return [name, version, language, word(generates), `${warnings?.length ?? '-'}`, named, word(compiles), word(runs), seconds.toFixed(1)]
}

/** One row for each attempt. */
export function table(attempts: readonly Attempt[]): string {
  const rows = [[...columns], ...attempts.map(rowOf)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`)
  return lines.join('\n')
}

/** What went wrong in an attempt, with at most `most` lines of each output. Empty if nothing did. */
export function details({ tool, generates, warnings = [], invented = [], compiles, runs }: Attempt, most = 25): string[] {
  const shortened = (text: string): string => {
    const lines = text.trimEnd().split('\n')
    const half = Math.floor(most / 2)
    const shown =
      lines.length > most ? [...lines.slice(0, half), `… ${lines.length - 2 * half} more lines …`, ...lines.slice(-half)] : lines
    return shown.map((line) => `  ${line}`).join('\n')
  }
  const problem = (what: string, result: Result): string[] =>
    typeof result === 'object' ? [`${tool.name}: ${what}\n${shortened(result.problem)}`] : []
  return [
    ...problem('does not generate', generates),
    ...(warnings.length > 0 ? [`${tool.name}: warnings of the generator\n${shortened(warnings.join('\n'))}`] : []),
    ...(invented.length > 0 ? [`${tool.name}: invented names\n${shortened(invented.join('\n'))}`] : []),
    ...problem('does not compile', compiles),
    ...problem('does not run as expected', runs),
  ]
}
