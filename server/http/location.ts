import { valueAt, type Operation } from '../../spec/contract.ts'

/** Returns the path of a created resource relative to the base URL, from the path parameters of the request and the body of the response. */
export type LocationOf = (params: Readonly<Record<string, string>>, body: unknown) => string

/**
 * Compiles a template of the contract (`x-location`): `/products/{$response.body#/data/id}`. Its expressions refer to members of the response and to
 * path parameters of the request; throws if there is no such text.
 */
export function compileLocation(template: string): LocationOf {
  // The odd parts are expressions.
  const parts = template.split(/\{([^}]*)\}/).map((part, index) => (index % 2 === 0 ? () => part : compileExpression(part, template)))
  return (params, body) => parts.map((part) => part(params, body)).join('')
}

function compileExpression(expression: string, template: string): LocationOf {
  const pointer = /^\$response\.body#(\/.*)$/.exec(expression)?.[1]
  const name = /^\$request\.path\.(.+)$/.exec(expression)?.[1] ?? ''
  return (params, body) => {
    const value = pointer === undefined ? params[name] : valueAt(body, pointer)
    if (typeof value !== 'string') throw new Error(`no value for ${expression} in ${template}`)
    return encodeURIComponent(value)
  }
}

/** Compiles the `Location` of an operation; `undefined` if it does not create a resource. */
export const locationOf = ({ success }: Pick<Operation, 'success'>): LocationOf | undefined =>
  success.location === undefined ? undefined : compileLocation(success.location)
