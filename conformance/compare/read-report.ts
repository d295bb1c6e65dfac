/** Reads a report that an earlier run wrote to a file. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { Undecidable } from '../model/undecidable.ts'
import { withoutNotRun, type WrittenReport } from '../report/formats/json.ts'
import { readBounded } from '../text/bounded.ts'
import { foreign } from '../text/foreign.ts'
import { fileFault } from '../text/file-fault.ts'

// The default export of a CommonJS module, as Node resolves it.
const addFormats = formats as unknown as typeof formats.default

/** Many times the size of a report in which every check fails. */
const maxBytes = 128 * 1024 * 1024

/** The format that this version writes. */
export const currentFormat: WrittenReport['format'] = '3.0'
/** The earlier formats that it reads. In them, `verdicts` has the checks that were not run. */
const earlier: readonly string[] = ['2.0', '2.1']

/** Reads a report in the JSON format, and brings it into the current one. Throws `Undecidable` if the file cannot be read, is not a report of this format, or is about a run that judged nothing. */
export function readReport(file: string): WrittenReport {
  const refuse = (problem: string): never => {
    throw new Undecidable(`The report ${foreign(file)} ${problem}.`)
  }
  let value: unknown
  try {
    value = JSON.parse(readBounded(file, maxBytes))
  } catch (error) {
    const isText = error instanceof SyntaxError
    return refuse(isText ? `is not JSON: ${foreign(error.message, 200)}` : `cannot be read: ${fileFault(error)}`)
  }
  const given = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (typeof given !== 'string') return refuse(`is not a report of this suite: expected a file that --report json=FILE has written`)
  if (given !== currentFormat && !earlier.includes(given)) {
    const age =
      Number.parseFloat(given) < Number(currentFormat)
        ? 'an older version of the suite: run again'
        : 'another version of the suite: use that one'
    return refuse(`has format ${foreign(given, 20)}, but ${currentFormat} was expected; it was made by ${age}`)
  }
  const validate = validator()
  if (!validate(value)) {
    const [error] = validate.errors ?? []
    const extra: unknown = error?.params['additionalProperty']
    const place = error?.instancePath === '' ? 'the document' : foreign(error?.instancePath ?? '', 200)
    return refuse(
      `does not have the format of a report: ${place} ${error?.message ?? 'is invalid'}${extra === undefined ? '' : `: ${foreign(JSON.stringify(extra), 200)}`}`,
    )
  }
  const report = given === currentFormat ? (value as WrittenReport) : upgraded(value as WrittenReport)
  if (report.ended !== undefined)
    return refuse(`contains no checks, because its run ended before it judged anything: ${foreign(report.ended).replace(/\.$/, '')}`)
  return report
}

/** Returns a report of an earlier format as one of the current format. */
function upgraded(report: WrittenReport): WrittenReport {
  return { ...report, ...withoutNotRun(report.verdicts), format: currentFormat }
}

let compiled: ReturnType<Ajv2020['compile']> | undefined

/** Compiled on first use: most commands read no report. */
function validator(): ReturnType<Ajv2020['compile']> {
  if (compiled !== undefined) return compiled
  const ajv = new Ajv2020({ strict: false })
  addFormats(ajv)
  const schema = JSON.parse(readFileSync(new URL('../report/report.schema.json', import.meta.url), 'utf8')) as object
  return (compiled = ajv.compile(schema))
}
