/** A healthy run in a file, so that tests can judge it without a server. */
import { readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { keyOf, type Request } from '../../conformance/model/request.ts'
import type { Subject } from '../../conformance/model/rule.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import type { Recording } from '../../conformance/model/recording.ts'

/** The environment variable with the path of the file. */
export const recordingVariable = 'MUTANTS_RECORDING'

/** Seed of the recorded run, which decides ids and names. */
export const seed = 'proof'

/** The plan, the exchanges and the report of a run, without the rules, the contract and their functions, which are loaded from the sources. */
export interface RecordedRun {
  readonly baseUrl: string
  readonly record: Recording
  readonly planned: {
    readonly requests: readonly string[]
    readonly price: Readonly<Record<string, number>>
    readonly issuedKeys: readonly { readonly role: string; readonly from: string; readonly ready: string }[]
    readonly owned: readonly string[]
    readonly tag: string
    /** The requests of each probe by its id: the keys of the requests of each subject. */
    readonly asked: Readonly<Record<string, readonly string[]>>
  }
  readonly report: Recorded['report']
  readonly secrets: readonly string[]
  readonly issued: ReadonlyMap<string, number>
  readonly startedAt: number
}

/** The requests of a probe for one subject, as one text. */
export function askedBy(subject: Subject, requests: Readonly<Record<string, Request>>): string {
  const named = Object.entries(requests).map(([name, request]) => `${name} ${keyOf(request)}`)
  return [subject.operation?.id ?? '', subject.about ?? '', ...named].join(', ')
}

/** Uses V8 serialization, which preserves buffers, maps and shared objects. */
export function writeRecording(file: string, recording: RecordedRun): void {
  writeFileSync(file, serialize(recording))
}

export function readRecording(): RecordedRun {
  const file = process.env[recordingVariable]
  if (file === undefined)
    throw new Error(
      `Environment variable ${recordingVariable} is not set; run these tests with "npm run mutation-testing -- --dry", which creates the recording.`,
    )
  return deserialize(readFileSync(file)) as RecordedRun
}
