/** Checks that every probe plans the same requests for its subjects as in the recorded run. */
import { expect, test } from 'vitest'
import { api } from '../../conformance/profile/index.ts'
import { ApiRequestBuilder } from '../../conformance/plan/request-builder.ts'
import type { Probe } from '../../conformance/model/rule.ts'
import { rules } from '../../conformance/rules/index.ts'
import { askedBy, readRecording, seed } from './recording.ts'

const { planned } = readRecording()
const probes = rules.filter((rule) => rule.kind === 'probe')

test.each(probes.map((rule) => [rule.id, rule] as const))('%s asks what it asked', (id, { subjects, ask: asks }: Probe) => {
  const ask = new ApiRequestBuilder(api, seed)
  expect(subjects(api, ask).map((subject) => askedBy(subject, asks(subject, ask)))).toEqual(planned.asked[id])
})
