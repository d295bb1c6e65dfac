/** Starts the threads of the suite. All of them run `thread.ts`, which loads what the thread is for. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, workerData, type WorkerOptions } from 'node:worker_threads'

declare global {
  interface ImportMeta {
    /** URL of the bundled program, if there is one. The thread runs the same file. */
    readonly bundle?: string
  }
}

/** What a thread is for: to judge the traffic of a proxy, or to run the checks of one of several deployments. */
export type ThreadName = 'judge' | 'target'

interface ThreadData {
  readonly thread: ThreadName
  readonly task: unknown
}

/** Starts a thread with its task, which is copied to it. */
export function startThread(thread: ThreadName, task: unknown, options: Pick<WorkerOptions, 'resourceLimits'> = {}): Worker {
  const workerData: ThreadData = { thread, task }
  const how = { ...options, workerData }
  if (import.meta.bundle !== undefined) return new Worker(new URL(import.meta.bundle), how)
  const { url } = import.meta
  // Node cannot load TypeScript in a thread before the thread has registered a loader.
  const loader = pathToFileURL(createRequire(url).resolve('tsx/esm/api')).href.replace(/\.cjs$/, '.mjs')
  const [register, entry] = [loader, new URL('thread.ts', url).href].map((each) => JSON.stringify(each))
  return new Worker(`import(${register}).then(({ register }) => (register(), import(${entry})))`, { ...how, eval: true })
}

/** In a thread: what it is for. */
export const threadName = (): ThreadName => (workerData as ThreadData).thread

/** In a thread: its task. */
export const taskOf = (): unknown => (workerData as ThreadData).task
