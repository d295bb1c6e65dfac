import { appendFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { api } from '../profile/index.ts'
import { clean } from '../cleanup/clean.ts'
import { isOver, type Line } from '../cleanup/ledger.ts'
import { mendJournal, readJournal } from '../cleanup/journal-reader.ts'
import { lock } from '../cleanup/lock.ts'
import { foreign } from '../text/foreign.ts'
import { redactor, secretsOf, variables } from '../report/redact.ts'
import { renderLeft } from '../report/formats/terminal.ts'
import { defaults } from '../run/options.ts'
import { readConfig } from '../settings/config.ts'
import { openWire } from '../send/wire.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { CommandContext } from './context.ts'
import { targetOf } from './file-target.ts'
import { readKeys } from './keys.ts'
import type { CleanFlags } from './program.ts'
import { proxyFor, readCa, readHeaders } from './reach.ts'

/**
 * Cleans up what a run left behind. Resolves to 0 if no resource is left that can be deleted, else to 2. Deletes the journal once every such resource
 * is cleaned up.
 */
export async function cleanCommand(file: string, flags: CleanFlags, context: CommandContext): Promise<number> {
  // Validate before locking: a file that is not a journal needs no lock.
  readJournal(file, api)
  const held = lock(file)
  try {
    return await cleanLocked(file, flags, context)
  } finally {
    held.release()
  }
}

async function cleanLocked(file: string, flags: CleanFlags, context: CommandContext): Promise<number> {
  const { printSentences, tellSentences } = context.output
  const config = readConfig(flags.config)
  const remains = readJournal(file, api)
  mendJournal(file)
  const open = remains.entries.filter(({ isGone }) => isGone !== true)
  const naming = (address: string): string => `clean ${foreign(file)} --target ${address}`
  const { baseUrl, isOfFile } = targetOf(flags.target, { what: 'the journal', target: remains.target, naming }, config, context)
  const { main, other } = readKeys(flags, config, context)
  const [key] = main ?? []
  if (key === undefined) throw new Undecidable(`An API key is required: use --key or the environment variable ${variables.main}.`)
  const isOthers = remains.entries.some(({ other, isGone }) => other === true && isGone !== true)
  const [otherKey] = other ?? []
  if (isOthers && otherKey === undefined) {
    throw new Undecidable(
      `The run also created resources for a second tenant, so its API key is required: use --other-tenant-key or the environment variable ${variables.other}.`,
    )
  }
  const headers = readHeaders(context, flags.header, config.headers)
  const [ca, proxy] = [flags.ca ?? config.ca, proxyFor(baseUrl, context)]
  const redact = redactor([key, ...(otherKey === undefined ? [] : [otherKey]), ...secretsOf(headers)], api.keyFormat)
  const wire = openWire({
    timeout: (flags.timeout ?? config.timeout ?? defaults.timeout / 1000) * 1000,
    ...(ca === undefined ? {} : { ca: readCa(ca) }),
    ...(proxy === undefined ? {} : { proxy }),
  })
  let gone = 0
  tellSentences(`cleaning up at ${foreign(baseUrl)}${isOfFile ? ' (from the journal)' : ''}\n`)
  try {
    await checkReach()
    const left = await clean({
      api,
      baseUrl,
      remains,
      wire,
      key,
      ...(otherKey === undefined ? {} : { otherKey }),
      headers,
      sleep: (milliseconds) => {
        tellSentences(`waiting ${Math.ceil(milliseconds / 1000)} s\n`)
        return delay(milliseconds)
      },
      onLine: (line) => {
        appendFileSync(file, `${JSON.stringify(line satisfies Line)}\n`)
        if (line.type !== 'gone') return
        gone += 1
        printSentences(`cleaned up  ${foreign(open.find(({ id }) => id === line.id)?.kind ?? 'a setting')}\n`)
      },
    })
    const isDone = isOver(readJournal(file, api))
    const behind = left.filter(({ isLasting }) => isLasting !== true).length
    const expected = left.length === behind ? '' : ' except what the API cannot delete'
    if (isDone) rmSync(file)
    printSentences(
      [
        ...(left.length === 0 ? [] : [redact(renderLeft(left))]),
        `${gone} of ${open.length + remains.settings.length} cleaned up at ${baseUrl}. ${behind === 0 ? `Nothing is left${expected}` : `${behind} left`}; ${isDone ? `${file} was deleted` : `${file} was kept for another attempt`}.\n`,
      ].join('\n'),
    )
    return behind === 0 ? 0 : 2
  } finally {
    await wire.close()
  }

  /** Sends one read, so that a wrong base URL or key is reported as such and not as resources that cannot be cleaned up. */
  async function checkReach(): Promise<void> {
    const [list] = api.lists.filter(({ parameters }) => parameters.every((each) => each.in !== 'path'))
    if (list === undefined || open.length + remains.settings.length === 0) return
    const outcome = await wire.send({
      method: 'GET',
      url: baseUrl + list.path,
      headers: [['Authorization', `Bearer ${key}`], ...Object.entries(headers)],
    })
    if (!('status' in outcome)) throw new Undecidable(`${baseUrl} cannot be reached: ${outcome.message}.`)
    if (outcome.status === 401) throw new Undecidable(`${baseUrl} does not accept the key: GET ${list.path} returned 401.`)
    if (outcome.status === 404)
      throw new Undecidable(`${baseUrl} does not look like the base URL of the API: GET ${list.path} returned 404.`)
  }
}
