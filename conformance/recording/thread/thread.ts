/** The other side of `judge-thread.ts`: judges what it is told of, in the order in which it came. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Passage, type PassageOptions } from '../passage.ts'
import type { Answer, Message } from './messages.ts'

// What passes comes first. On Linux this is about the thread alone, elsewhere about all of the process.
if (process.platform === 'linux') setPriority(5)

const passage = new Passage(workerData as PassageOptions)
const reply = (answer: Answer): void => parentPort?.postMessage(answer)

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
      // Nothing more comes.
      parentPort?.close()
  }
})
reply({ is: 'ready' })
