/** Alerts that the deployment raises by itself about stock of the run, and that may reach people. */
import type { SideEffects } from '../model/profile.ts'

export const sideEffects: SideEffects = {
  of: ['recordStock'],
  announced: (count) =>
    `The run makes ${count} stock line${count === 1 ? '' : 's'} and empties them at its end; where the alert configuration asks for it, each raises alerts that reach its destinations.`,
  list: 'listAlertHistory',
  query: { origin: 'AUTOMATIC', sortBy: 'createdAt', sortOrder: 'desc' },
  about: { property: 'productMasterId', kind: 'createProduct' },
  reached: ({ destinations }) => Array.isArray(destinations) && destinations.length > 0,
  told: (count, reached) => {
    const whom = reached === 0 ? 'none of them reached anybody' : `${reached} of them reached the destinations of the alert configuration`
    return `the deployment raised ${count} alerts about stock of the run; ${whom}, and nothing takes an alert back`
  },
}
