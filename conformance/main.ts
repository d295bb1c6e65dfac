/** Starts the suite, so that one that cannot even be loaded is told from a deployment that does not conform. */
import { guardExit, tellFailure } from './cli/output.ts'

guardExit()
try {
  await import('./cli.ts')
} catch (error) {
  tellFailure(error)
}
