/** What the site reads from the bundled contract. */

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly [string]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly 'x-stability': 'stable' | 'beta'
  readonly 'x-provenance': 'documented' | 'designed'
  readonly [key: string]: unknown
}

export interface Bundle {
  readonly info: { readonly title: string; readonly version: string; readonly description: string; readonly [key: string]: unknown }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly 'x-rate-limits'?: readonly { readonly requests: number; readonly seconds: number }[]
  readonly [key: string]: unknown
}

/** All operations of a bundle with method (`GET`) and path (`/products/{productId}`), in the order of the document. */
export function operationsOf({ paths }: Bundle): { method: string; path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      'operationId' in operation ? [{ method: method.toUpperCase(), path, operation: operation as Operation }] : [],
    ),
  )
}

/** The bundle with other operations. */
export function mapOperations(bundle: Bundle, change: (operation: Operation) => Operation): Bundle {
  const changed = (part: object): object => ('operationId' in part ? change(part as Operation) : part)
  const inItem = (item: Readonly<Record<string, object>>) =>
    Object.fromEntries(Object.entries(item).map(([key, part]) => [key, changed(part)]))
  return { ...bundle, paths: Object.fromEntries(Object.entries(bundle.paths).map(([path, item]) => [path, inItem(item)])) }
}

const windows: Readonly<Record<number, string>> = { 60: 'minute', 3600: 'hour' }

/** What a rate-limit window is called: `minute`, `90 seconds`. */
export const windowName = (seconds: number): string => windows[seconds] ?? `${seconds} seconds`

/** The address of an operation in the reference. Redoc makes it from the tag and the operation's id, both in lower case. */
export const anchorOf = ({ tags: [tag], operationId }: Operation): string =>
  `/${tag.toLowerCase().replaceAll(' ', '-')}/${operationId.toLowerCase()}`
