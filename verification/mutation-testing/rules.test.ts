/** The judgements of every rule for a healthy run, for its own sabotage, and for damaged responses. */
import { beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../conformance/profile/index.ts'
import { ApiRequestBuilder } from '../../conformance/plan/request-builder.ts'
import { isAnswered, type Answered } from '../../conformance/model/exchange.ts'
import { together } from '../../conformance/judge/judge.ts'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { keyOf } from '../../conformance/model/request.ts'
import type { JudgeContext, Probe, Rule, Subject } from '../../conformance/model/rule.ts'
import type { Judgement } from '../../conformance/model/judgement.ts'
import { rules } from '../../conformance/rules/index.ts'
import { damages } from './damages.ts'
import { readRecording, seed, type RecordedRun } from './recording.ts'

let recording: RecordedRun
let answered: readonly Answered[]
let context: JudgeContext

beforeAll(() => {
  recording = readRecording()
  answered = recording.record.exchanges.filter(isAnswered)
  context = { api, schemas: openSchemaJudge(api), secrets: recording.secrets, issued: recording.issued }
})

/** At most `most` items, spread evenly. */
function spread<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.max(items.length / most, 1)
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
}

/** Patterns of values that differ in every run: ids, times, addresses. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/127\.0\.0\.1:\d+/g, '<address>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b(bdk_(?:live|test)|[a-z]{2,10})_[0-9A-Za-z]{12,}(?:_\w+)?/g, '<$1>'],
  [/\d{4}-\d\d-\d\d(T[\d:.]+Z?)?/g, '<time>'],
  [/\b\d{13}\b/g, '<moment>'],
  [/\b\d{10}(\.\d+)?\b/g, '<second>'],
  [/-?\d+(\.\d+)?(?= seconds)/g, '<n>'],
  // The last characters of a key in a message.
  [/(?<=last characters of the key: )"\w{4}"/g, '<end>'],
  // The rest of the minute when a key exceeds its rate limit.
  [/\b(5\d|60)\b/g, '<minute>'],
]

function said(judgement: Judgement): string {
  const text =
    judgement.is === 'fail'
      ? `fail: ${judgement.expected} / ${judgement.seen}`
      : judgement.is === 'inconclusive'
        ? `inconclusive: ${judgement.missing}`
        : 'pass'
  return masks.reduce((masked, [pattern, mask]) => masked.replaceAll(pattern, mask), text).slice(0, 160)
}

type Said = readonly [of: string, says: string]

/** Judgements other than a pass, each with the damages that cause it. */
function table(entries: readonly Said[]): string {
  const groups = new Map<string, string[]>()
  for (const [of, says] of entries) if (says !== 'pass') groups.set(says, [...(groups.get(says) ?? []), of])
  return [...groups].map(([says, of]) => `${says} <- ${of.join(', ')}`).join('\n')
}

/** Counts the judgements of each kind. */
function tally(entries: readonly Said[]): string {
  const counts = new Map<string, number>()
  for (const [, says] of entries) {
    const [kind = ''] = says.split(':')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')
}

/** All judgements of the first subject, and the counts for the others. */
function summary([first = [], ...others]: readonly (readonly Said[])[]): string {
  return [table(first), ...(others.length > 0 ? [`others: ${tally(others.flat())}`] : [])].join('\n')
}

interface Case {
  readonly subject: Subject
  readonly answers: Readonly<Record<string, Answered>>
}

function casesOf(rule: Probe): Case[] {
  const ask = new ApiRequestBuilder(api, seed)
  return rule.subjects(api, ask).map((subject) => ({
    subject,
    answers: Object.fromEntries(
      Object.entries(rule.ask(subject, ask)).map(([name, request]) => {
        const exchange = recording.record.byRequest.get(keyOf(request))
        if (exchange === undefined || !isAnswered(exchange)) throw new Error(`${name} of ${subject.operation?.id ?? 'all'} has no response`)
        return [name, exchange]
      }),
    ),
  }))
}

/** The judgements of a rule for the healthy run, for its own sabotage, and for damaged responses. */
function examine(rule: Rule): { readonly healthy: readonly string[]; readonly sabotaged: readonly string[]; readonly damaged: string } {
  switch (rule.kind) {
    case 'law': {
      const concerned = spread(
        answered.filter((each) => rule.concerns(each, context)),
        120,
      )
      return {
        healthy: concerned.map((each) => said(rule.judge(each, context))),
        sabotaged: concerned.map((each) => said(rule.judge(rule.sabotage(each, context), context))),
        damaged: summary(
          spread(concerned, 6).map((each) =>
            damages(each).flatMap(([name, broken]): Said[] =>
              rule.concerns(broken, context) ? [[name, said(rule.judge(broken, context))]] : [],
            ),
          ),
        ),
      }
    }
    case 'sequence': {
      const concerned = answered.filter((each) => rule.concerns(each, context))
      const runs = together(rule, concerned)
        .map(({ exchanges }) => exchanges)
        .filter((each) => each.length > 1)
        .slice(0, 3)
      return {
        healthy: runs.map((each) => said(rule.judge(each, context))),
        sabotaged: runs.map((each) => said(rule.judge(rule.sabotage(each, context), context))),
        damaged: summary(
          runs.map((each) => {
            const middle = Math.floor(each.length / 2)
            return damages(each[middle]!).map(([name, broken]): Said => [name, said(rule.judge(each.with(middle, broken), context))])
          }),
        ),
      }
    }
    case 'probe': {
      const cases = casesOf(rule)
      return {
        healthy: cases.map(({ subject, answers }) => said(rule.judge(answers, subject, context))),
        sabotaged: cases.map(({ subject, answers }) => said(rule.judge(rule.sabotage(answers, subject), subject, context))),
        damaged: summary(
          spread(cases, 4).map(({ subject, answers }) =>
            spread(Object.entries(answers), 5).flatMap(([part, exchange]) =>
              damages(exchange).map(([name, broken]): Said => [
                `${part} ${name}`,
                said(rule.judge({ ...answers, [part]: broken }, subject, context)),
              ]),
            ),
          ),
        ),
      }
    }
  }
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test('asks, passes, catches', () => {
    const { healthy, sabotaged, damaged } = examine(rule)
    expect(healthy.length).toBeGreaterThan(0)
    expect(new Set(healthy)).toEqual(new Set(['pass']))
    expect(sabotaged.filter((each) => !each.startsWith('fail: '))).toEqual([])
    expect(`sabotage\n${[...new Set(sabotaged)].slice(0, 3).join('\n')}\n\n${damaged}\n`).toMatchSnapshot()
  })
})
