import { expect, it } from 'vitest'
import { redactKeys } from './log.ts'

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
