/** Starts the suite, and distinguishes an error while loading it from a deployment that does not conform. */
import { isMainThread } from 'node:worker_threads'
import { guardExit, tellFailure } from './cli/output.ts'

if (isMainThread) {
  guardExit()
  try {
    await import('./cli/cli.ts')
  } catch (error) {
    tellFailure(error)
  }
} else {
  // In the bundle, the thread runs this file too.
  await import('./recording/thread/thread.ts')
}
