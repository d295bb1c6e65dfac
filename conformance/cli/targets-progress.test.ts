/** The lines of several runs, on a terminal and in a log. */
import { describe, expect, test } from 'vitest'
import { TargetsProgress } from './targets-progress.ts'

function progressOn(errorColumns?: number) {
  let told = ''
  const output = { isTerminal: errorColumns !== undefined, errorColumns, tell: (text: string) => (told += text) }
  return {
    progress: new TargetsProgress(output, ['staging', 'eu']),
    told: () => {
      const text = told
      told = ''
      return text
    },
  }
}

const cleared = (lines: number): string => `\r\u001B[K${'\u001B[1A\r\u001B[K'.repeat(lines)}`

describe('on a terminal', () => {
  test('each run has a line, in the order of the file, below what is told', () => {
    const { progress, told } = progressOn(80)
    progress.show('eu', ['1 of 60 requests', 'reads'])
    expect(told()).toBe(`${cleared(0)}eu:      1 of 60 requests; reads\n`)
    progress.show('staging', ['planning and first request'])
    expect(told()).toBe(`${cleared(1)}staging: planning and first request\neu:      1 of 60 requests; reads\n`)
    progress.tell('\nStopping all runs.\n')
    expect(told()).toBe(`${cleared(2)}Stopping all runs.\nstaging: planning and first request\neu:      1 of 60 requests; reads\n`)
    progress.end('staging', 'conforms')
    expect(told()).toBe(`${cleared(2)}staging: conforms\neu:      1 of 60 requests; reads\n`)
    progress.end('eu', 'conforms')
    expect(told()).toBe(`${cleared(1)}eu:      conforms\n`)
  })

  test('an equal line is not drawn again', () => {
    const { progress, told } = progressOn(80)
    progress.show('eu', ['reads'])
    told()
    progress.show('eu', ['reads'])
    expect(told()).toBe('')
  })

  test('a line is never as wide as the terminal', () => {
    const { progress, told } = progressOn(30)
    progress.show('eu', ['10 of 60 requests', '0 failed', 'reads'])
    expect(told()).toBe(`${cleared(0)}eu:      10 of 60 requests\n`)
  })
})

test('in a log, each event is a line with the name of its target', () => {
  const { progress, told } = progressOn()
  progress.show('eu', ['1 of 60 requests', 'reads'])
  progress.tell('one\n\ntwo\n', 'staging')
  progress.end('eu', 'conforms')
  expect(told()).toBe('eu:      1 of 60 requests; reads\nstaging: one\nstaging: two\neu:      conforms\n')
})
