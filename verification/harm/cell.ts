/** One run against one lie, the clean-up of its journal, and the verdict on both. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deploy, showsKey, type Contact, type Deployment } from './deployment.ts'
import type { Allowed, Lie } from './lie.ts'
import { cleanUp, namedIn, runOn, tagPrefix, type Named, type Wire } from './suite-under-test.ts'
import type { Template } from './template.ts'
import { verdictOf, type Verdict } from './verdict.ts'

export interface Cell {
  readonly lie: string
  readonly level: 'contract' | 'full'
  readonly allowed: Allowed
  /** Number of writes after which the network fails, so that the run leaves a journal; the network works again for the clean-up. */
  readonly cut?: number
}

export interface Result extends Cell, Verdict {
  /** Number of other clients' resources that the lie harms regardless of what the run does. */
  readonly unavoidable: number
  /** Whether the lie hides created resources, so that no report can name them. */
  readonly hides: boolean
  /** Requests to other hosts. */
  readonly elsewhere: readonly string[]
  readonly requests: number
  /** Whether the run left a journal, which was then cleaned up. */
  readonly cleaned: boolean
  /** Why the run or the clean-up could do nothing. */
  readonly undecidable?: string
  readonly milliseconds: number
}

const seed = 'harm'

export async function runCell({ lie: _id, level, allowed, cut }: Cell, lie: Lie, template: Template): Promise<Result> {
  const startedAt = Date.now()
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-run-'))
  const journal = path.join(directory, 'journal.jsonl')
  const deployment = await deploy(template, lie)
  const contacts: Contact[] = []
  try {
    const { baseUrl, clock, sleep } = deployment
    const whole = wireTo(deployment, contacts)
    const wire = cut === undefined ? whole : cutAfter(cut, whole)
    const ran = await runOn({ baseUrl, level, allowed, seed, journal, wire, clock, sleep })
    const named: Named[] = [...ran.left]
    const isLeft = existsSync(journal)
    let undecidable = ran.undecidable
    if (isLeft) {
      // All rate limits reset within an hour.
      await sleep(3_600_000)
      const cleaned = await cleanUp(journal, { baseUrl, wire: whole, sleep })
      named.push(...cleaned.left, ...namedIn(journal))
      undecidable ??= cleaned.undecidable
    }
    const verdict = verdictOf({
      before: template.before,
      after: deployment.snapshot(),
      primary: template.primary,
      planted: deployment.planted,
      named,
      tag: ran.tag ?? tagPrefix,
    })
    return {
      lie: lie.id,
      level,
      allowed,
      ...(cut === undefined ? {} : { cut }),
      ...verdict,
      unavoidable: allowed === 'nothing' ? 0 : (lie.unavoidable ?? 0),
      hides: lie.hides === true,
      elsewhere: strayed(contacts, deployment),
      requests: deployment.requests(),
      cleaned: isLeft,
      ...(undecidable === undefined ? {} : { undecidable }),
      milliseconds: Date.now() - startedAt,
    }
  } finally {
    await deployment.close()
    rmSync(directory, { recursive: true })
  }
}

/** Other hosts that received requests, and whether the requests contained a key. */
export function strayed(contacts: readonly Contact[], { baseUrl, strayed: caught }: Pick<Deployment, 'baseUrl' | 'strayed'>): string[] {
  const away = [...contacts.filter(({ origin }) => origin !== baseUrl), ...caught]
  return [...new Set(away.map(({ origin, withKey }) => `${origin} ${withKey ? 'with a key' : 'without a key'}`))]
}

/** Sends requests to the deployment in this process. Requests to any other host are recorded but not sent. */
export function wireTo({ baseUrl, answer }: Pick<Deployment, 'baseUrl' | 'answer'>, contacts: Contact[]): Wire {
  return {
    send: async ({ method, url: address, headers, body = Buffer.alloc(0) }) => {
      const url = new URL(address)
      contacts.push({ origin: url.origin, withKey: showsKey(headers) || url.href.includes('bdk_') })
      if (url.origin !== baseUrl) return { kind: 'unreachable', message: `requests to ${url.origin} are not sent` }
      return answer({ method, target: url.pathname + url.search, headers, body })
    },
    close: async () => undefined,
  }
}

/** A wire that fails after the given number of successful writes. */
export function cutAfter(writes: number, wire: Wire): Wire {
  let count = 0
  return {
    send: async (request) => {
      if (count >= writes) return { kind: 'unreachable', message: 'the network is down' }
      const outcome = await wire.send(request)
      if (request.method !== 'GET' && request.method !== 'HEAD' && 'status' in outcome && outcome.status < 300) count += 1
      return outcome
    },
    close: async () => undefined,
  }
}

/** Whether the run did harm that it could have avoided. */
export const isHarmful = ({ harmed, things, about, elsewhere, unavoidable }: Result): boolean =>
  elsewhere.length > 0 || (unavoidable === 0 ? harmed.length + about.length > 0 : things > unavoidable)

/** Whether a created resource still exists and is not reported although it could be. */
export const isLost = ({ unnamed, hides }: Result): boolean => !hides && unnamed.length > 0
