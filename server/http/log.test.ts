import { expect, it } from 'vitest'
import { gathered, redactKeys } from './log.ts'

it.each([
  ['{"msg":"all is well"}', '{"msg":"all is well"}'],
  ['{"path":"/products/bdk_live_ABC123_s3cretS3cret"}', '{"path":"/products/bdk_live_ABC123_[redacted]"}'],
  ['a bdk_live_A_one b bdk_demo_B_two', 'a bdk_live_A_[redacted] b bdk_demo_B_[redacted]'],
  ['{"keyPrefix":"bdk_live_ABC123"}', '{"keyPrefix":"bdk_live_ABC123"}'],
])('%s is written as %s', (line, written) => {
  const lines: string[] = []
  redactKeys({ write: (each) => lines.push(each) }).write(line)
  expect(lines).toEqual([written])
})

it('lines of one turn of the event loop are written together, and none is lost or written twice', async () => {
  const writes: string[] = []
  const log = gathered({ write: (each) => writes.push(each) })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  log.write('1\n')
  log.write('2\n')
  expect(writes).toEqual([])
  await turn()
  log.write('3\n')
  log.flush()
  log.write('4\n')
  await turn()
  await turn()
  expect(writes).toEqual(['1\n2\n', '3\n', '4\n'])
})
