/**
 * Generates `spec/generated/` from the contract: the bundle with Redocly, the types with openapi-typescript, and the lines of the operations.
 * With `--check` nothing is written; if files are out of date, they are listed and the exit code is 1. `--root` selects another project folder.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import type { Contract } from '../spec/model.ts'
// Not contract.ts, which reads the bundle that this script replaces.
import { readContract } from '../spec/reader.ts'
import { definitionsIn } from './support/definitions.ts'
import { bundleApi } from './support/redocly.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, root: { type: 'string' } } })
const root = path.resolve(values.root ?? fileURLToPath(new URL('..', import.meta.url)))

const bannerFor = (source: string) => `// Generated from ${source} by \`npm run contract\`. Do not edit.\n\n`
const banner = bannerFor('spec/openapi.yaml')

/** Generated file contents by path relative to the project root. */
async function derive(): Promise<Record<string, string>> {
  const json = await bundleApi(root, 'scm', 'spec/openapi.yaml')
  const control = await bundleApi(root, 'control', 'spec/control/openapi.yaml', ['--config', 'spec/control/redocly.yaml'])
  // A property with a default is optional for clients, so this overrides the default of the generator.
  const types = astToString(await openapiTS(json, { defaultNonNullable: false }))
  return {
    'spec/generated/openapi.json': json,
    'spec/generated/openapi.d.ts': banner + types,
    'spec/generated/defaults.d.ts': banner + defaults(readContract(JSON.parse(json) as object)),
    'spec/generated/control.json': control,
    'spec/generated/control.d.ts':
      bannerFor('spec/control/openapi.yaml') + astToString(await openapiTS(control, { defaultNonNullable: false })),
    'spec/generated/sources.json': JSON.stringify(definitionsIn(root, 'spec/openapi.yaml'), null, 2) + '\n',
  }
}

/**
 * Types that openapi-typescript does not provide per operation: the names that are always present once defaults are filled in (a server can rely on
 * them, a client may omit them), and the method.
 */
function defaults(contract: Contract): string {
  const union = (names: string[]) => (names.length > 0 ? names.map((name) => `'${name}'`).join(' | ') : 'never')
  const rows = Object.values(contract.operations).map((operation) => {
    const query = operation.parameters.filter((each) => each.in === 'query' && each.schema.default !== undefined)
    const body = Object.entries(operation.body?.schema.properties ?? {}).filter(([, schema]) => schema.default !== undefined)
    return `  ${operation.id}: { query: ${union(query.map((each) => each.name))}; body: ${union(body.map(([name]) => name))} }\n`
  })
  const methods = Object.values(contract.operations).map(({ id, method }) => `  ${id}: '${method}'\n`)
  return `export interface Defaults {\n${rows.join('')}}\n\nexport interface Methods {\n${methods.join('')}}\n`
}

function stale(name: string, content: string): boolean {
  try {
    return readFileSync(path.join(root, name), 'utf8') !== content
  } catch {
    return true
  }
}

const files = Object.entries(await derive())
const changed = files.filter(([name, content]) => stale(name, content))

if (values.check) {
  for (const [name] of changed) console.error(`${name} is out of date: run \`npm run contract\` and commit the result.`)
  process.exitCode = changed.length > 0 ? 1 : 0
} else {
  for (const [name, content] of changed) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), content)
    console.log(`wrote ${name}`)
  }
}
