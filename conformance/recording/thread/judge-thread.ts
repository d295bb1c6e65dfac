/** Judges in a separate thread, so that forwarding does not wait for it. */
import { startThread } from '../../threads.ts'
import type { LiveFinding, PassageOptions, PassageReport, Passed } from '../passage.ts'
import type { MemoryBudget } from '../memory-budget.ts'
import type { Answer, Message } from './messages.ts'

export interface JudgeThread {
  /** Judges the exchange later; then `room` bytes of the budget are released. `quietUntil` as in `Along.take`. */
  readonly take: (passed: Passed, quietUntil: number, room: number) => void
  /** Records that an exchange is not judged. */
  readonly leave: (about: Pick<Passed, 'number' | 'method' | 'sentAt'>, why: string) => void
  /** Records that the effect of a request is unknown. */
  readonly miss: (about: Pick<Passed, 'number' | 'method' | 'sentAt'>) => void
  /** Returns the report after everything is judged; rejects if the judge itself failed. */
  readonly end: () => Promise<PassageReport>
}

/** Starts the thread; resolves when it accepts exchanges. `onFinding` is called with each finding once, before the end. */
export async function openJudgeThread(
  options: Pick<PassageOptions, 'baseUrl' | 'basis' | 'reach' | 'baseline'>,
  room: MemoryBudget,
  onFinding: (finding: LiveFinding) => void = () => undefined,
): Promise<JudgeThread> {
  const worker = startThread('judge', options, { resourceLimits })
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
      else if (answer.is === 'finding') onFinding(answer.finding)
      else report.resolve(answer.report)
    })
    .on('error', fail)
    .on('exit', () => fail(new Error('the judging thread has ended')))
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

/** Maximum heap of the thread in megabytes. It needs a third of it; without a limit, garbage collection would start late. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 16 }

function deferred<T>() {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined]
  const promise = new Promise<T>((...both) => {
    ;[resolve, reject] = both
  })
  // The caller may await the promise, but does not have to.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
