/** The pages about the rules, which VitePress makes from the proof, the examples and the rules themselves. */
import { commitDates } from '../build/commit-dates.ts'
import { rulePages } from './pages.ts'
import { readProof, readSource } from './source.ts'

// VitePress reads the default export.
export default {
  watch: ['../proof.json', '../examples.json'],
  paths() {
    const source = readSource(commitDates(readProof()))
    return rulePages.map(({ name, content }) => ({ params: { page: name }, content: content(source) }))
  },
}
