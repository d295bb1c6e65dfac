import type { Schemas } from '../../spec/contract.ts'

type Suggestion = Schemas['CategorySuggestion']
type Category = Suggestion['category']

/** A word of a product's name, and the categories that it suggests. */
export interface Occurrence {
  readonly word: string
  /** Categories with the word in their own name or keywords. */
  readonly own: readonly Category[]
  /** Categories that contain `enough` of the other products with the word in their names. */
  readonly ofProducts: readonly Category[]
}

/** How many of the other products with a word must be in a category for the word to suggest it: half of them, and at least two. */
export const enough = (products: number): number => Math.max(2, Math.ceil(products / 2))

/** A category and the words that suggest it, without duplicates: a word of the category itself does not also count for its products. */
interface Candidate {
  readonly category: Category
  readonly own: readonly string[]
  readonly ofProducts: readonly string[]
}

/**
 * The best `most` categories by the share of words that suggest them, rounded to two decimal places; ties by id. There is one occurrence per
 * distinct word of the name, in order, also for words that suggest no category.
 */
export function suggestions(occurrences: readonly Occurrence[], most: number): Suggestion[] {
  const total = occurrences.length
  return candidates(occurrences)
    .map((candidate) => ({ candidate, count: candidate.own.length + candidate.ofProducts.length }))
    .sort((a, b) => b.count - a.count || (a.candidate.category.id < b.candidate.category.id ? -1 : 1))
    .slice(0, most)
    .map(({ candidate, count }) => ({
      category: candidate.category,
      score: Math.round((count / total) * 100) / 100,
      reason: reasonFor(candidate, total),
    }))
}

function candidates(occurrences: readonly Occurrence[]): Candidate[] {
  const found = new Map<string, { category: Category; own: string[]; ofProducts: string[] }>()
  const candidate = (category: Category) => {
    const known = found.get(category.id) ?? { category, own: [], ofProducts: [] }
    found.set(category.id, known)
    return known
  }
  for (const { word, own, ofProducts } of occurrences) {
    for (const category of own) candidate(category).own.push(word)
    const known = new Set(own.map(({ id }) => id))
    for (const category of ofProducts) if (!known.has(category.id)) candidate(category).ofProducts.push(word)
  }
  return [...found.values()]
}

/** One sentence; each word occurs once, so that even the longest name fits into the 500 characters of the contract. */
function reasonFor({ own, ofProducts }: Candidate, total: number): string {
  const [shared, words] = own.length > 0 ? [`${own.length} of ${total} words`, `: ${own.join(', ')}`] : [`none of ${total} words`, '']
  const others = ofProducts.length > 0 ? `; at least half of the other products with each of these are in it: ${ofProducts.join(', ')}` : ''
  return `Shares ${shared} with the name of the product${words}${others}.`
}
