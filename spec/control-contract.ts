/** Typed access to the contract of the control plane of the reference server, which is no part of the API. */
import { readFileSync } from 'node:fs'
import type { components, operations, paths } from './generated/control.d.ts'
import { pointer } from './pointer.ts'

/** The paths of the control plane as openapi-typescript writes them, for typed clients. */
export type ControlPaths = paths
/** Name of an operation of the control plane. */
export type ControlOperationId = keyof operations
/** The schemas of the control plane as types, by name. */
export type ControlSchemas = components['schemas']

/** An operation of the control plane. Schemas are named by JSON pointers into the document (RFC 6901). */
export interface ControlOperation {
  readonly id: ControlOperationId
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Template: `/snapshots/{name}`. */
  readonly path: string
  readonly summary: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly type: 'string' | 'integer' | 'boolean'
    readonly default?: unknown
    readonly pointer: string
  }[]
  readonly body: { readonly pointer: string; readonly required: boolean } | undefined
  /** Status of a success. */
  readonly status: number
}

interface RawParameter {
  readonly $ref?: string
  readonly name: string
  readonly in: 'path' | 'query'
  readonly schema: { readonly type?: 'string' | 'integer' | 'boolean'; readonly default?: unknown }
}

interface RawOperation {
  readonly operationId: ControlOperationId
  readonly summary: string
  readonly parameters?: readonly RawParameter[]
  readonly requestBody?: { readonly required?: boolean }
  readonly responses: Readonly<Record<string, unknown>>
}

interface RawDocument {
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components: { readonly parameters: Readonly<Record<string, RawParameter>> }
}

const document = JSON.parse(readFileSync(new URL('./generated/control.json', import.meta.url), 'utf8')) as RawDocument

function parametersOf(list: readonly RawParameter[], at: string): ControlOperation['parameters'] {
  return list.map((each, index) => {
    const name = each.$ref?.split('/').at(-1)
    const [found, here] =
      name === undefined
        ? [each, at + pointer('parameters', index)]
        : [document.components.parameters[name] ?? each, pointer('components', 'parameters', name)]
    const { type = 'string', default: fallback } = found.schema
    return {
      name: found.name,
      in: found.in,
      type,
      ...(fallback === undefined ? {} : { default: fallback }),
      pointer: here + pointer('schema'),
    }
  })
}

/** The contract of the control plane. */
export const controlContract = {
  title: document.info.title,
  document: document as object,
  operations: Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): ControlOperation => {
      const at = pointer('paths', path, method)
      return {
        id: raw.operationId,
        method: method.toUpperCase() as ControlOperation['method'],
        path,
        summary: raw.summary,
        parameters: parametersOf(raw.parameters ?? [], at),
        body:
          raw.requestBody === undefined
            ? undefined
            : {
                pointer: at + pointer('requestBody', 'content', 'application/json', 'schema'),
                required: raw.requestBody.required === true,
              },
        status: Number(Object.keys(raw.responses).find((status) => status.startsWith('2'))),
      }
    }),
  ),
} as const
