/** Matches a request path with a path of the contract. */
import { contract, type Operation } from '../../spec/contract.ts'

const templates = [...contract.paths].map(([text, documented]) => ({
  pattern: new RegExp(`^${text.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  // A concrete path wins over a template (OpenAPI 3.1 §4.8.8.2).
  rank: text.split('{').length,
  documented,
}))

/** The match of a request path in the contract. */
export function placeOf(target: string):
  | {
      readonly params: Readonly<Record<string, string>>
      readonly documented: Readonly<Partial<Record<string, Operation>>>
    }
  | undefined {
  const [name = ''] = target.split('?')
  const [found] = templates
    .flatMap((each) => {
      const match = each.pattern.exec(name)
      return match === null ? [] : [{ ...each, match }]
    })
    .toSorted((a, b) => a.rank - b.rank)
  if (found === undefined) return undefined
  return {
    params: Object.fromEntries(Object.entries(found.match.groups ?? {}).map(([each, value]) => [each, decoded(value)])),
    documented: found.documented,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
