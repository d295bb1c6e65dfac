/** Alerts that the deployment automatically raises about stock of the run, and that may reach people. */
import type { SideEffects } from '../model/profile.ts'

export const sideEffects: SideEffects = {
  of: ['recordStock'],
  announced: (count) =>
    `The run creates ${count} stock line${count === 1 ? '' : 's'} and empties ${count === 1 ? 'it' : 'them'} at the end. Depending on the alert configuration, each can send alerts to its destinations.`,
  list: 'listAlertHistory',
  query: { origin: 'AUTOMATIC', sortBy: 'createdAt', sortOrder: 'desc' },
  about: { property: 'productMasterId', kind: 'createProduct' },
  reached: ({ destinations }) => Array.isArray(destinations) && destinations.length > 0,
  told: (count, reached) => {
    const whom =
      reached === 0 ? 'none was sent to a destination' : `${reached} of them were sent to the destinations of the alert configuration`
    return `the deployment raised ${count} alerts about stock created by the run; ${whom}; alerts cannot be deleted`
  },
}
