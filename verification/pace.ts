/**
 * Measures how long a run with every consent takes if one rate-limit header is faulty, compared with a healthy deployment. The clock
 * skips waits.
 *
 *     node --import tsx verification/pace.ts [HEADER] [FAULT]
 */
import { fileURLToPath } from 'node:url'
import type { RunOptions } from '../conformance/run/options.ts'
import type { Target } from '../conformance/model/target.ts'
import { fullRun, openTestDeployment } from './proof/deployment.ts'
import { headerOf, withHeader, type Gateway } from './variants/proxy.ts'

export const rateHeaders = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const
type RateHeader = (typeof rateHeaders)[number]

/** Returns the value to send instead; `first` is the value of the first response. */
type Fault = (value: string, first: string) => string | undefined

const hours = (count: number): number => count * 3600
const past = (): string => String(Math.floor(Date.now() / 1000) - hours(1))

/** Faults by header and name. */
export const faults: Readonly<Record<RateHeader, Readonly<Record<string, Fault>>>> = {
  'X-RateLimit-Limit': {
    missing: () => undefined,
    malformed: () => '100, 100;w=60',
    constant: () => '60',
    negative: () => '-1',
    'in the past': past,
    wrong: () => '5',
    'far too high': () => '1000000',
  },
  'X-RateLimit-Remaining': {
    missing: () => undefined,
    malformed: () => 'unlimited',
    constant: () => '0',
    negative: () => '-1',
    'in the past': past,
    wrong: (value) => String(Math.floor(Number(value) / 20)),
    'far too high': (value) => String(Number(value) + 1000),
    'too low by fifty': (value) => String(Math.max(Number(value) - 50, 0)),
    'falling by ten': (value) => String(Math.max(Number(value) * 10 - 900, 0)),
  },
  'X-RateLimit-Reset': {
    missing: () => undefined,
    malformed: (value) => new Date(Number(value) * 1000).toISOString(),
    constant: (_value, first) => first,
    negative: () => '-1',
    'in the past': (value) => String(Number(value) - hours(2)),
    wrong: (value) => String(Number(value) + 3000),
    'in milliseconds': (value) => `${value}000`,
    'in seconds from now': () => '60',
  },
}

/** A gateway that puts a fault into one header of every response. */
export function withFault(name: RateHeader, fault: Fault): Gateway {
  let first: string | undefined
  return {
    change: (answer) => {
      const value = headerOf(answer, name)
      if (value === undefined) return answer
      first ??= value
      return withHeader(answer, name, fault(value, first))
    },
  }
}

export interface Measured {
  /** Duration on the clock of the run in seconds, including waits. */
  readonly seconds: number
  /** Seconds spent waiting. */
  readonly waited: number
  readonly requests: number
  /** Requests that were rejected with 429, except in the burst that uses up the rate limit on purpose. */
  readonly refused: number
  /** Planned requests that were not sent. */
  readonly unsent: number
}

/** Measures a full run with writes through a gateway. */
export async function measured(gateway: Gateway = {}, options: Partial<RunOptions> = {}, keys?: Target['keys']): Promise<Measured> {
  const deployment = await openTestDeployment({ gateway })
  let waited = 0
  const sleep = async (milliseconds: number): Promise<void> => {
    waited += milliseconds
    await deployment.sleep(milliseconds)
  }
  try {
    const { report, record } = await fullRun(
      { ...deployment, sleep },
      { ...options, ...(keys === undefined ? {} : { target: { baseUrl: deployment.baseUrl, keys } }) },
    )
    return {
      seconds: report.milliseconds / 1000,
      waited: waited / 1000,
      requests: report.requests.sent,
      refused: record.exchanges.filter(({ reply, request }) => reply?.status === 429 && request.planned.effect !== 'quota').length,
      unsent: record.unsent.size,
    }
  } finally {
    await deployment.close()
  }
}

function row(name: string, fault: string, { seconds, waited, requests, refused, unsent }: Measured): string {
  const numbers = [seconds.toFixed(1), waited.toFixed(1), requests, refused, unsent]
  return `${name.padEnd(22)} ${fault.padEnd(20)} ${numbers.map((each) => String(each).padStart(9)).join('')}\n`
}

async function main([header, fault]: readonly string[]): Promise<void> {
  process.stdout.write(`${'header'.padEnd(22)} ${'fault'.padEnd(20)}  seconds   waited requests rejected   unsent\n`)
  process.stdout.write(row('', 'healthy', await measured()))
  for (const name of rateHeaders.filter((each) => header === undefined || each.toLowerCase().endsWith(header.toLowerCase()))) {
    for (const [what, make] of Object.entries(faults[name]).filter(([each]) => fault === undefined || each === fault)) {
      process.stdout.write(row(name, what, await measured(withFault(name, make))))
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
