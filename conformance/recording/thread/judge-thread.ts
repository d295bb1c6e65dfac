/** Judges in a thread of its own, so that what passes does not wait for what is judged. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { PassageOptions, PassageReport, Passed } from '../passage.ts'
import type { MemoryBudget } from '../memory-budget.ts'
import type { Answer, Message } from './messages.ts'

declare global {
  interface ImportMeta {
    /** Address of the one file that the program was made into, where it was; it is what the thread runs, too. */
    readonly bundle?: string
  }
}

export interface JudgeThread {
  /** Judges it when its turn comes; `room` bytes of the room are given back then. `quietUntil` as `Along.take` has it. */
  readonly take: (passed: Passed, quietUntil: number, room: number) => void
  /** Notes that an exchange is not judged. */
  readonly leave: (about: Pick<Passed, 'number' | 'method' | 'sentAt'>, why: string) => void
  /** Notes that nobody knows what came of a request. */
  readonly miss: (about: Pick<Passed, 'number' | 'method' | 'sentAt'>) => void
  /** The report, once everything is judged; rejects if the judge itself failed. */
  readonly end: () => Promise<PassageReport>
}

/** Starts the thread; resolves when it takes exchanges. */
export async function openJudgeThread(
  options: Pick<PassageOptions, 'baseUrl' | 'basis' | 'reach'>,
  room: MemoryBudget,
): Promise<JudgeThread> {
  const worker = start(options)
  const ready = deferred<undefined>()
  const report = deferred<PassageReport>()
  let isLost = false
  const fail = (error: Error): void => {
    isLost = true
    ready.reject(error)
    report.reject(error)
  }
  worker
    .on('message', (answer: Answer) => {
      if (answer.is === 'ready') ready.resolve(undefined)
      else if (answer.is === 'judged') room.give(answer.room)
      else report.resolve(answer.report)
    })
    .on('error', fail)
    .on('exit', () => fail(new Error('the thread that judges has ended')))
  await ready.promise
  const send = (message: Message, bodies: readonly ArrayBufferLike[] = []): void => {
    if (!isLost)
      worker.postMessage(
        message,
        bodies.filter((each) => each instanceof ArrayBuffer),
      )
  }
  return {
    take: (passed, quietUntil, taken) => {
      if (isLost) room.give(taken)
      const bodies = [passed.body, ...(typeof passed.answerBody === 'string' ? [] : [passed.answerBody])]
      send(
        { is: 'passed', passed, quietUntil, room: taken },
        bodies.map(({ buffer }) => buffer),
      )
    },
    leave: ({ number, method, sentAt }, why) => send({ is: 'left out', number, method, sentAt, why }),
    miss: ({ number, method, sentAt }) => send({ is: 'missed', number, method, sentAt }),
    end: () => {
      send({ is: 'over' })
      return report.promise
    },
  }
}

/** Megabytes that the heap of the thread may have: it needs a third of them, and without a bound it would clean up late. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 16 }

function start(workerData: object): Worker {
  const how = { workerData, resourceLimits }
  if (import.meta.bundle !== undefined) return new Worker(new URL(import.meta.bundle), how)
  const { url } = import.meta
  if (url.endsWith('.js')) return new Worker(new URL('thread.js', url), how)
  // Node takes no TypeScript in a thread before that thread has a loader for it.
  const loader = pathToFileURL(createRequire(url).resolve('tsx/esm/api')).href.replace(/\.cjs$/, '.mjs')
  const [contract, thread] = [loader, new URL('thread.ts', url).href].map((each) => JSON.stringify(each))
  return new Worker(`import(${contract}).then(({ register }) => (register(), import(${thread})))`, { ...how, eval: true })
}

function deferred<T>() {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined]
  const promise = new Promise<T>((...both) => {
    ;[resolve, reject] = both
  })
  // Whoever waits for it is told; nobody has to.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
