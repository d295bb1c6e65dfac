/** Starts the suite, so that one that cannot even be loaded is told from a deployment that does not conform. */
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
  // As one file, this is what the thread runs, too.
  await import('./recording/thread/thread.ts')
}
