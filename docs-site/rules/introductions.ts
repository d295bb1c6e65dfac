/** What each area is about, as the first sentence of its page. */
import type { Area } from '../../conformance/model/rule.ts'

export const introductions: Readonly<Record<Area, string>> = {
  authentication: 'Who may call the API: keys, their states and permissions, and the order of these checks before all others.',
  status: 'Which statuses and methods a path answers with, and what must not be reachable at all.',
  error: 'How a rejected request is described, so that a client can correct it and a developer can find it.',
  schema: 'What success bodies contain: their schema, and values that agree with each other and over time.',
  pagination: 'How a client reads a whole list page by page without losing or repeating an item.',
  sorting: 'How lists are ordered and filtered.',
  'rate-limit': 'How requests are counted, and how a client learns when to continue.',
  header: 'The headers of responses.',
  negotiation: 'Media types, character sets and compression.',
  tenant: 'What one tenant may see or change of another: nothing.',
  write: 'What creations, changes, deletions and state transitions do, and what rejected ones leave behind.',
}
