import type { Schemas } from '../../spec/contract.ts'

type Suggestion = Schemas['CategorySuggestion']

/** A word of a product's name, and the categories that have it. */
export interface Occurrence {
  readonly word: string
  readonly categories: readonly Suggestion['category'][]
}

/**
 * The best `most` categories, by the share of words that they have, rounded to two decimals; equal ones by id. There is an occurrence for each different
 * word of the name, in order, also for a word that no category has.
 */
export function suggestions(occurrences: readonly Occurrence[], most: number): Suggestion[] {
  const shared = new Map<string, { category: Suggestion['category']; words: string[] }>()
  for (const { word, categories } of occurrences) {
    for (const category of categories) {
      const known = shared.get(category.id)
      if (known === undefined) shared.set(category.id, { category, words: [word] })
      else known.words.push(word)
    }
  }
  const total = occurrences.length
  return [...shared.values()]
    .sort((a, b) => b.words.length - a.words.length || (a.category.id < b.category.id ? -1 : 1))
    .slice(0, most)
    .map(({ category, words }) => ({
      category,
      score: Math.round((words.length / total) * 100) / 100,
      reason: `Shares ${words.length} of ${total} words with the name of the product: ${words.join(', ')}.`,
    }))
}
