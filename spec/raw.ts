/** Types of the parts of an OpenAPI 3.1 document that the conventions of this project allow. The lint rules reject everything else. */
import type { RateLimit, Schema, Transition } from './model.ts'

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

export interface Reference {
  readonly $ref?: string
}

export interface RawExample extends Reference {
  readonly value?: unknown
}

export interface RawMedia {
  readonly schema: Schema
  readonly examples?: Readonly<Record<string, RawExample>>
}

export interface RawContent {
  readonly 'application/json'?: RawMedia
}

export interface RawHeader extends Reference {
  readonly required?: boolean
  readonly schema: Schema
}

export interface RawLink extends Reference {
  readonly operationId: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly 'x-request-body'?: Readonly<Record<string, string>>
}

export interface RawResponse extends Reference {
  readonly content?: RawContent
  readonly headers?: Readonly<Record<string, RawHeader>>
  readonly links?: Readonly<Record<string, RawLink>>
  readonly 'x-location'?: string
}

export interface RawParameter extends Reference {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly schema: Schema
  readonly example?: unknown
}

export interface RawOperation<Id extends string> {
  readonly operationId: Id
  readonly tags: readonly [string]
  readonly summary: string
  /** One requirement: the security scheme and its permissions. */
  readonly security: readonly [Readonly<Record<string, readonly string[]>>]
  readonly parameters?: readonly RawParameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: RawContent }
  readonly responses: Readonly<Record<string, RawResponse>>
  readonly 'x-stability': 'stable' | 'beta'
  readonly 'x-provenance': 'documented' | 'designed'
  readonly 'x-transitions'?: readonly Transition[]
}

export type RawPath<Id extends string> = Reference & { readonly parameters?: readonly RawParameter[] } & {
  readonly [M in (typeof methods)[number]]?: RawOperation<Id>
}

/** The parts of an OpenAPI 3.1 document that the conventions of this project allow. */
export interface RawDocument<Id extends string> {
  readonly info: { readonly title: string; readonly version: string }
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, RawPath<Id>>>
  readonly components: {
    readonly securitySchemes?: Readonly<
      Record<string, { readonly 'x-key-format'?: { readonly pattern: string; readonly unissued: string } }>
    >
  }
  readonly 'x-rate-limits'?: readonly RateLimit[]
}
