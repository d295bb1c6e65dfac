/**
 * Global set-up of Vitest (`globalSetup` in its configuration): one server for all test files, in the process of the runner. Test files run in
 * other processes, so they control it over HTTP or get a server of their own in their process.
 */
import type { TestProject } from 'vitest/node'
import { startReferenceServer, type ReferenceServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly apiUrl: string
    readonly controlUrl: string
    readonly keys: ReferenceServer['keys']
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startReferenceServer({ seed: 'client tests', clock: '2026-06-01T12:00:00Z', control: true })
  project.provide('apiUrl', server.baseUrl)
  project.provide('controlUrl', server.controlUrl ?? '')
  // With the keys at hand, test files need not load the server themselves.
  project.provide('keys', server.keys)
  return () => server.close()
}
