/** A healthy run as a file, so that whoever judges it needs no server. */
import { readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { keyOf, type Request } from '../../conformance/model/request.ts'
import type { Subject } from '../../conformance/model/rule.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import type { Recording } from '../../conformance/model/recording.ts'

/** The variable that names the file. */
export const recordingVariable = 'MUTANTS_RECORDING'

/** Of the run that is recorded: it decides ids and names. */
export const seed = 'proof'

/** What was planned and said, without what is made anew from the sources: the rules, the contract, their functions. */
export interface RecordedRun {
  readonly baseUrl: string
  readonly record: Recording
  readonly planned: {
    readonly requests: readonly string[]
    readonly price: Readonly<Record<string, number>>
    readonly issuedKeys: readonly { readonly role: string; readonly from: string; readonly ready: string }[]
    readonly owned: readonly string[]
    readonly tag: string
    /** What each probe asked, by its id: the keys of the requests of each of its subjects. */
    readonly asked: Readonly<Record<string, readonly string[]>>
  }
  readonly report: Recorded['report']
  readonly secrets: readonly string[]
  readonly issued: ReadonlyMap<string, number>
  readonly startedAt: number
}

/** What a probe asks of one subject, as one text. */
export function askedBy(subject: Subject, requests: Readonly<Record<string, Request>>): string {
  const named = Object.entries(requests).map(([name, request]) => `${name} ${keyOf(request)}`)
  return [subject.operation?.id ?? '', subject.about ?? '', ...named].join(', ')
}

/** Buffers, maps and shared parts are kept as they are. */
export function writeRecording(file: string, recording: RecordedRun): void {
  writeFileSync(file, serialize(recording))
}

export function readRecording(): RecordedRun {
  const file = process.env[recordingVariable]
  if (file === undefined) throw new Error(`${recordingVariable} names no recording; "npm run mutation-testing -- --dry" makes one.`)
  return deserialize(readFileSync(file)) as RecordedRun
}
