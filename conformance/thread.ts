/** What every thread of the suite runs. */
import { threadName } from './threads.ts'

if (threadName() === 'judge') await import('./recording/thread/thread.ts')
else await import('./cli/target-thread.ts')
