/** The results of several deployments as a table for a terminal or a log: as many columns as fit, and the rest below. */
import type { Colors } from 'picocolors/types.js'
import { foreign } from '../../text/foreign.ts'
import { columnsOf, wrapped } from '../../text/wrap.ts'
import type { ExitCode } from '../conclusion.ts'
import { Layout, count } from './terminal-layout.ts'
import { verdictWords } from './terminal.ts'
import { whyOf, worstOf, fromBest, type TargetResult } from '../target-result.ts'

/** The verdict of a deployment in the table. */
const verdictOf = ({ exitCode, summary, isNotStarted }: TargetResult): string =>
  isNotStarted === true ? 'not started' : exitCode === 2 && summary?.isInterrupted === true ? 'interrupted' : verdictWords[exitCode]

/** A cause needs this many columns beside the numbers, and no less than its longest word: the id of a rule must be whole to be used. */
const leastForCause = 20
/** More lines of a cause are for its report. */
const mostLines = 3
const gap = '  '

/** Renders the results, one below the other. */
export function renderTargets(results: readonly TargetResult[], color: Colors, columns?: number): string {
  const layout = new Layout(color, columns)
  return [wide, medium].map((form) => form(results, layout)).find((lines) => lines !== undefined) ?? narrow(results, layout)
}

interface Cell {
  readonly text: string
  readonly isNumber?: boolean
}

const asText = (text: string): Cell => ({ text })
const asNumber = (text: string): Cell => ({ text, isNumber: true })

const numbersOf = ({ summary }: TargetResult): readonly Cell[] =>
  summary === undefined
    ? ['', '', '', '', ''].map(asNumber)
    : [...[summary.failed, summary.warned, summary.notRun, summary.requests].map(String), shortDuration(summary.milliseconds)].map(asNumber)

const numberNames = ['FAILED', 'WARNED', 'NOT RUN', 'REQUESTS', 'DURATION'].map(asNumber)

/** Everything of a deployment in one row; `undefined` if there is not enough room. */
function wide(results: readonly TargetResult[], layout: Layout): string | undefined {
  const heading = [...['TARGET', 'VERDICT', 'LEVEL', 'BASIS'].map(asText), ...numberNames]
  const rows = results.map((each) => [...[each.name, verdictOf(each), each.level, each.basis].map(asText), ...numbersOf(each)])
  const widths = widthsOf([heading, ...rows])
  const room = layout.columns - lengthOf(widths) - gap.length
  if (room < Math.max(leastForCause, ...results.flatMap((each) => causeOf(each).split(' ').map(columnsOf)))) return undefined
  const indent = ' '.repeat(lengthOf(widths) + gap.length)
  return [
    layout.color.dim(`${padded(heading, widths)}${gap}FIRST CAUSE`),
    ...results.flatMap((each, index) => {
      const [first = '', ...rest] = causeLines(each, room)
      return [`${painted(padded(rows[index] ?? [], widths), each, layout)}${gap}${first}`.trimEnd(), ...rest.map((line) => indent + line)]
    }),
    '',
  ].join('\n')
}

/** The numbers in a row, and the rest below. */
function medium(results: readonly TargetResult[], layout: Layout): string | undefined {
  const heading = [...['TARGET', 'VERDICT'].map(asText), ...numberNames]
  const rows = results.map((each) => [...[each.name, verdictOf(each)].map(asText), ...numbersOf(each)])
  const widths = widthsOf([heading, ...rows])
  if (lengthOf(widths) > layout.columns) return undefined
  const indent = ' '.repeat((widths[0] ?? 0) + gap.length)
  return [
    layout.color.dim(padded(heading, widths)),
    ...results.flatMap((each, index) => [
      painted(padded(rows[index] ?? [], widths).trimEnd(), each, layout),
      ...[scopeOf(each), ...causeLines(each, layout.columns - indent.length)].flatMap((line) => (line === '' ? [] : [indent + line])),
    ]),
    '',
  ].join('\n')
}

/** A block for each deployment. */
function narrow(results: readonly TargetResult[], layout: Layout): string {
  const indent = gap
  return results
    .map((each) => {
      const { summary } = each
      const numbers =
        summary === undefined
          ? []
          : [
              `${summary.failed} failed, ${summary.warned} warned, ${summary.notRun} not run;`,
              `${count(summary.requests, 'request')} in ${shortDuration(summary.milliseconds)}`,
            ]
      const lines = [
        ...wrapped([`${scopeOf(each)}.`, ...numbers].join(' '), layout.columns - indent.length),
        ...causeLines(each, layout.columns - indent.length),
      ]
      return [
        `${each.name}: ${painted(verdictOf(each), each, layout)}`,
        ...lines.flatMap((line) => (line === '' ? [] : [indent + line])),
        '',
      ].join('\n')
    })
    .join('')
}

/** `8.3 s`, `6 min 5 s` or `1 h 2 min`. */
function shortDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${(milliseconds / 1000).toFixed(1)} s`
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** `does not conform at level smoke: pagination/total-pages on listProducts`, without a line break. */
export function renderTargetLine(result: TargetResult): string {
  const why = whyOf(result)
  return `${verdictOf(result)} at level ${result.level}${result.basis === 'promised' ? ' (promised behavior only)' : ''}${why === '' ? '' : `: ${foreign(why)}`}`
}

const scopeOf = ({ level, basis }: TargetResult): string => `level ${level}, basis ${basis}`

/** An address would not fit into a column, and the row names the deployment. */
const causeOf = (result: TargetResult): string => foreign(whyOf(result).replaceAll(result.baseUrl, 'the deployment'))

const causeLines = (result: TargetResult, room: number): string[] => wrapped(causeOf(result), room, mostLines)

const widthsOf = (table: readonly (readonly Cell[])[]): number[] =>
  (table[0] ?? []).map((_cell, column) => Math.max(...table.map((cells) => columnsOf(cells[column]?.text ?? ''))))

const lengthOf = (widths: readonly number[]): number => widths.reduce((sum, each) => sum + each, gap.length * (widths.length - 1))

const padded = (cells: readonly Cell[], widths: readonly number[]): string =>
  cells
    .map(({ text, isNumber }, column) => (isNumber === true ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
    .join(gap)

/** Colors the verdict in a line. */
function painted(line: string, result: TargetResult, { color }: Layout): string {
  const word = verdictOf(result)
  const tint = result.exitCode === 0 ? color.green : result.exitCode === 1 ? color.red : color.cyan
  const at = line.lastIndexOf(word)
  return line.slice(0, at) + tint(word) + line.slice(at + word.length)
}

/** Renders the closing lines: the next step for the worst result, and the verdict on all, as the last line. */
export function renderTargetsEnd(
  results: readonly TargetResult[],
  color: Colors,
  columns: number | undefined,
  more: readonly string[],
): string {
  const layout = new Layout(color, columns)
  const worst = worstOf(results.map(({ exitCode }) => exitCode))
  const tint = worst === 0 ? color.green : worst === 1 ? color.red : color.cyan
  const next = nextOf(results, worst)
  const last = `${color.bold(tint(verdictWords[worst]))}: ${countsOf(results)}.`
  return [
    ...(next === undefined ? [] : [layout.paragraph(`Next: ${[next, ...more].join(' ')}`)]),
    columns === undefined ? last : layout.paragraph(last),
    '',
  ].join('\n')
}

/** What to do about the worst result; nothing after an interruption, which the reader knows. */
function nextOf(results: readonly TargetResult[], worst: ExitCode): string | undefined {
  const found = results.find(
    ({ exitCode, summary, isNotStarted }) =>
      exitCode === worst && !(exitCode === 2 && summary?.isInterrupted === true) && isNotStarted !== true,
  )
  if (found === undefined) return undefined
  const { name, summary, problem } = found
  if (summary?.exitCode === worst) return `${name}: ${summary.next}`
  return worst === 3
    ? `${name}: report the error to the maintainers of the suite. The other results are valid.`
    : `${name}: solve why there is no verdict: ${foreign(problem ?? 'unknown', 300)}`
}

/** `1 of 3 targets does not conform (staging); 1 is inconclusive (old)` in the order of the severity. */
function countsOf(results: readonly TargetResult[]): string {
  const groups = [...fromBest].reverse().flatMap((code) => {
    const alike = results.filter(({ exitCode }) => exitCode === code)
    return alike.length === 0 ? [] : [{ code, alike }]
  })
  const all = count(results.length, 'target')
  if (groups.length === 1) return results.length === 1 ? all : `all ${all}`
  const phrases = groups.map(({ code, alike }) => {
    const names = code === 0 ? '' : ` (${alike.map(({ name }) => name).join(', ')})`
    return `${alike.length} ${phraseOf(code, alike.length)}${names}`
  })
  return `${all}, of which ${phrases.join(', ')}`
}

const phraseOf = (code: ExitCode, number: number): string =>
  code === 0
    ? number === 1
      ? 'conforms'
      : 'conform'
    : code === 1
      ? number === 1
        ? 'does not conform'
        : 'do not conform'
      : code === 2
        ? number === 1
          ? 'is inconclusive'
          : 'are inconclusive'
        : number === 1
          ? 'has an internal error of the suite'
          : 'have an internal error of the suite'
