/** The thread side of `judge-thread.ts`: judges the exchanges in the order of their arrival. */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { taskOf } from '../../threads.ts'
import { Passage, type PassageOptions } from '../passage.ts'
import type { Answer, Message } from './messages.ts'

// Forwarding has priority. On Linux this sets the priority of the thread, elsewhere that of the process.
if (process.platform === 'linux') setPriority(5)

const reply = (answer: Answer): void => parentPort?.postMessage(answer)
const passage = new Passage({ ...(taskOf() as PassageOptions), onFinding: (finding) => reply({ is: 'finding', finding }) })

parentPort?.on('message', (message: Message) => {
  switch (message.is) {
    case 'passed':
      passage.take(message.passed, message.quietUntil)
      reply({ is: 'judged', room: message.room })
      return
    case 'left out':
      passage.leave(message, message.why)
      return
    case 'missed':
      passage.miss(message)
      return
    case 'over':
      reply({ is: 'report', report: passage.end() })
      // No more messages follow.
      parentPort?.close()
  }
})
reply({ is: 'ready' })
