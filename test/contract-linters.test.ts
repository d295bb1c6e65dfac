/**
 * Linters and validators of others accept the contract. The others are Redocly (`npm run contract:check`) and Hyperjump (`meta-schema.test.ts`): each
 * of the four has its own reading of OpenAPI.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { contract } from '../spec/contract.ts'

interface Complaint {
  readonly code: string
  readonly message: string
  readonly path: readonly (string | number)[]
}

interface Acceptance {
  readonly linter: 'spectral'
  readonly rule: string
  /** Part of the message. */
  readonly message: string
  readonly reason: string
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const accepted = parse(readFileSync(file('contract-linters/accepted.yaml'), 'utf8')) as Acceptance[]
const spectral = createRequire(import.meta.url).resolve('@stoplight/spectral-cli/dist/index.js')

async function complaints(): Promise<Complaint[]> {
  const flags = ['--ruleset', file('contract-linters/spectral.yaml'), '--format', 'json', '--quiet']
  const { stdout } = await promisify(execFile)(process.execPath, [spectral, 'lint', ...flags, file('../spec/generated/openapi.json')], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout) as Complaint[]
}

const accepts =
  ({ code, message }: Complaint) =>
  (each: Acceptance) =>
    each.rule === code && message.includes(each.message)

describe('Spectral', () => {
  test('has no complaint that is not accepted with a reason, and every accepted one', async () => {
    const found = await complaints()
    expect(found.filter((complaint) => !accepted.some(accepts(complaint)))).toEqual([])
    expect(accepted.filter((each) => !found.some((complaint) => accepts(complaint)(each)))).toEqual([])
  })
})

describe('the schemas of OpenAPI, checked with Ajv,', () => {
  const validate = async (document: object) => new Validator().validate(structuredClone(document) as Record<string, unknown>)

  test('accept the contract', async () => {
    expect(await validate(contract.document)).toEqual({ valid: true })
  })

  test('refuse a parameter in an unknown place', async () => {
    const { parameters, ...components } = (contract.document as { components: { parameters: object } }).components
    const spoilt = {
      ...contract.document,
      components: { ...components, parameters: { ...parameters, Page: { name: 'page', in: 'body' } } },
    }
    expect(await validate(spoilt)).toMatchObject({ valid: false })
  })
})
