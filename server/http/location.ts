import { valueAt, type Operation } from '../../spec/contract.ts'

/** Says where what was created is, relative to the base URL; it gets the path parameters of the request and the body of the answer. */
export type LocationOf = (params: Readonly<Record<string, string>>, body: unknown) => string

/**
 * Fills a template of the contract (`x-location`): `/products/{$response.body#/data/id}`. Its expressions stand for members of the answer and for path
 * parameters of the request; throws where there is no such text.
 */
export function compileLocation(template: string): LocationOf {
  return (params, body) =>
    template.replaceAll(/\{([^}]*)\}/g, (_, expression: string) => {
      const pointer = /^\$response\.body#(\/.*)$/.exec(expression)?.[1]
      const name = /^\$request\.path\.(.+)$/.exec(expression)?.[1] ?? ''
      const value = pointer === undefined ? params[name] : valueAt(body, pointer)
      if (typeof value !== 'string') throw new Error(`nothing stands for ${expression} of ${template}`)
      return encodeURIComponent(value)
    })
}

/** How the `Location` of an operation is filled; `undefined` where it creates nothing. */
export const locationOf = ({ success }: Pick<Operation, 'success'>): LocationOf | undefined =>
  success.location === undefined ? undefined : compileLocation(success.location)
