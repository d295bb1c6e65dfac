/** The published definitions of the formats of reports. Each function returns what is wrong with a text, or an empty list. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Parser, type Result } from 'tap-parser'
import { validateXML } from 'xmllint-wasm'

type Validator = (text: string) => string[] | Promise<string[]>

const require = createRequire(import.meta.url)
const here = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')
/** A file of a package that exports none but its code. */
const inPackage = (name: string, file: string): object =>
  JSON.parse(readFileSync(path.join(path.dirname(require.resolve(name)), file), 'utf8')) as object

/** Published schemas use keywords and patterns that strict validators reject. */
const lenient = { strict: false, allErrors: true, unicodeRegExp: false } as const

function withFormats<T extends Ajv | Ajv2020>(ajv: T): T {
  ;(addFormats as unknown as typeof addFormats.default)(ajv)
  return ajv
}

const faultsIn =
  (validate: ValidateFunction): Validator =>
  (text) =>
    validate(JSON.parse(text)) ? [] : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`)

function sarifValidator(): Validator {
  // The schema of OASIS is one of JSON Schema draft 4, of which it uses nothing that later drafts changed, besides these two members.
  const {
    $schema: _draft,
    id: _id,
    ...schema
  } = inPackage('@microsoft/jest-sarif', 'schemas/sarif-2.1.0-rtm.5.json') as Record<string, unknown>
  // What the schema of this draft says of `$schema` is an older address.
  return faultsIn(withFormats(new Ajv(lenient)).compile(schema))
}

function harValidator(): Validator {
  const ajv = withFormats(new Ajv(lenient))
  for (const { $schema: _draft, ...schema } of Object.values(require('har-schema') as Record<string, { $schema: string }>))
    ajv.addSchema(schema)
  const validate = ajv.getSchema('har.json#')
  if (validate === undefined) throw new Error('har-schema has no schema of a HAR file')
  return faultsIn(validate)
}

async function faultsOfXml(xml: string, xsd?: string): Promise<string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    ...(xsd === undefined ? {} : { schema: [xsd] }),
  } as Parameters<typeof validateXML>[0])
  return result.valid ? [] : result.errors.map(({ message }) => message)
}

function faultsOfTap(text: string): string[] {
  const faults: string[] = []
  const parser = new Parser({ strict: true })
  // What is neither a test nor its diagnostics.
  parser.on('extra', (line: string) => faults.push(`unexpected: ${line.trim()}`))
  parser.on('assert', ({ ok, todo, skip, diag, fullname }: Result) => {
    if (!ok && diag == null) faults.push(`no diagnostics: ${fullname}`)
    if (ok && (todo || skip === '')) faults.push(`no reason: ${fullname}`)
  })
  parser.on('complete', ({ failures, plan }: { failures: { tapError?: unknown }[]; plan: { end: number | null } }) => {
    faults.push(...failures.flatMap(({ tapError }) => (typeof tapError === 'string' ? [tapError] : [])))
    if (plan.end === null) faults.push('no plan')
  })
  parser.end(text)
  return faults
}

const markdownLimit = 65_536

/** By the name of the format. */
export const published: Readonly<Record<string, Validator>> = {
  json: faultsIn(withFormats(new Ajv2020({ allErrors: true })).compile(JSON.parse(here('../report/report.schema.json')) as object)),
  sarif: sarifValidator(),
  ctrf: faultsIn(withFormats(new Ajv(lenient)).compile(inPackage('ctrf', 'ctrf-schema-0.0.json'))),
  har: harValidator(),
  junit: (text) => faultsOfXml(text, here('junit.xsd')),
  badge: (text) => faultsOfXml(text),
  tap: faultsOfTap,
  markdown: (text) => (Buffer.byteLength(text) <= markdownLimit ? [] : ['longer than a comment may be']),
}
