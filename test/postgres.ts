/** Starts PostgreSQL for the tests of a project, which get its URL by `inject('postgres')`. */
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../scripts/services/postgres.ts'
import { openStore } from '../server/store/open.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const service = await startPostgres({ settings: ['max_connections=300'] })
  try {
    const store = await openStore(service.createDatabase('template'))
    await store.close()
    project.provide('postgres', { url: service.url, template: 'template' })
    return service.remove
  } catch (error) {
    await service.remove()
    throw error
  }
}
