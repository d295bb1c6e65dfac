/** Checks the code blocks that are data: each is valid for what its fence says it is. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { startReferenceServer, type DataSet } from '../../server/index.ts'
import { contract, type OperationId } from '../../spec/contract.ts'
import { openValidator, type Validator } from '../validator.ts'
import type { CodeBlock } from './fences.ts'

const read = (file: string): object => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')) as object

let api: Validator | undefined

function faultsOfFile(schema: string, value: unknown): readonly string[] {
  const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(read(schema))
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim())
}

/** A server loads the data set: a schema does not know which locations it names. */
async function faultsOfDataSet(data: DataSet): Promise<readonly string[]> {
  try {
    const server = await startReferenceServer({ data })
    await server.close()
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}

/** Data in the language of the block. Throws if it cannot be parsed. */
export const valueOf = ({ language, code }: Pick<CodeBlock, 'language' | 'code'>): unknown =>
  language === 'json' ? (JSON.parse(code) as unknown) : (parse(code) as unknown)

function operationOf(id: string) {
  const operation = (contract.operations as Partial<(typeof contract)['operations']>)[id as OperationId]
  if (operation === undefined) throw new Error(`expected an operation of the contract, got ${id}`)
  return operation
}

/** Returns why the data of a block are not what its fence says. Throws if they cannot be parsed, or if the fence names no operation of the contract. */
export async function dataFaults(block: CodeBlock): Promise<readonly string[]> {
  const value = valueOf(block)
  if (block.settings) return faultsOfFile('conformance/settings/conformance.config.schema.json', value)
  if (block.waivers) return faultsOfFile('conformance/settings/waivers.schema.json', value)
  if (block['data-set']) return faultsOfDataSet(value as DataSet)
  if (block.fragment) return []
  api ??= openValidator(contract.document)
  if (block.request !== undefined) {
    const { body } = operationOf(block.request)
    return body === undefined ? [`${block.request} has no body`] : api(body.pointer, value)
  }
  if (block.response !== undefined) {
    const [id = '', status] = block.response.split(':')
    const { success, responses } = operationOf(id)
    const response = status === undefined ? success : responses[Number(status)]
    return response === undefined ? [`${id} has no response ${status}`] : api(response.pointer, value)
  }
  return [
    'expected that the fence says what the data are: settings, waivers, data-set, fragment, request=OPERATION, response=OPERATION or output',
  ]
}
