/** The thread side of `target-run.ts`: runs the checks of one target of `check-all`. */
import { EventEmitter } from 'node:events'
import { Writable } from 'node:stream'
import { parentPort } from 'node:worker_threads'
import pc from 'picocolors'
import { api } from '../profile/index.ts'
import { Undecidable } from '../model/undecidable.ts'
import { countOf, renderOutlook, renderSideEffects } from '../report/formats/plan.ts'
import { summaryOf } from '../report/target-result.ts'
import type { ExitCode } from '../report/conclusion.ts'
import { taskOf } from '../threads.ts'
import { Output } from './output.ts'
import { runCommand } from './run-command.ts'
import { variationFor, type TargetMessage, type TargetTask } from './target-messages.ts'

const post = (message: TargetMessage): void => parentPort?.postMessage(message)

/** Passes on what is written. */
class Told extends Writable {
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    post({ is: 'told', text: chunk.toString() })
    done()
  }
}

const { target, flags, env, program, isLive } = taskOf() as TargetTask
const stop = new AbortController()
const output = new Output(new Told(), new Told(), pc.createColors(false))
const context = { env, output, program, signals: new EventEmitter() }

// The only message.
parentPort?.on('message', () => stop.abort())
try {
  const exitCode = await runCommand(target.baseUrl, flags, context, {
    ...variationFor(target, flags, context),
    stop: stop.signal,
    display: { isLive, show: (parts) => post({ is: 'progress', parts }), clear: () => undefined },
    announcePlan: (plan, outlook, journal) => {
      if (journal !== undefined) post({ is: 'journal', journal })
      if (flags.quiet === true) return
      const expected = renderOutlook(plan, outlook)
      // A line that is updated has the number of requests.
      output.tell(renderSideEffects(plan, api) + (expected === '' && !isLive ? `${countOf(plan)} planned\n` : expected))
    },
    collect: (report) => post({ is: 'judged', summary: summaryOf(report) }),
  })
  post({ is: 'over', exitCode: exitCode as ExitCode })
} catch (error) {
  post({ is: 'over', exitCode: error instanceof Undecidable ? 2 : 3, problem: error instanceof Error ? error.message : String(error) })
}
// No more messages follow.
parentPort?.close()
