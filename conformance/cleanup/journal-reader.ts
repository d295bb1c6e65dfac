/** Reads the journal of a run that did not finish, and believes no line that a run would not have written. */
import { truncateSync } from 'node:fs'
import { isKind, operationNamed, type Api } from '../model/api.ts'
import { readBounded } from '../text/bounded.ts'
import { Undecidable } from '../model/undecidable.ts'
import { type OwnValue, type Line, type Remains, Ledger, format } from './ledger.ts'

/** A run of level full notes less than a megabyte. */
const maxBytes = 64 * 1024 * 1024

/** Makes a journal one that can be written on: a line that was cut off while it was written goes. */
export function mendJournal(file: string): void {
  const text = readBounded(file, maxBytes)
  truncateSync(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
}

/** Reads the journal of a run that did not finish; throws `Undecidable` where it is none, with what is wrong and the line. */
export function readJournal(file: string, api: Api): Remains {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`The journal ${file} cannot be read: ${(error as Error).message}.`)
  }
  const ledger = new Ledger()
  let run: Extract<Line, { type: 'run' }> | undefined
  // What follows the last line break was cut off while it was written, so its request was never sent.
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .slice(0, -1)
  lines.forEach((each, index) => {
    if (each.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(each)
    } catch {
      throw new Undecidable(`Line ${index + 1} of the journal ${file} is not JSON.`)
    }
    const line = checked(value, api, `Line ${index + 1} of the journal ${file}`)
    if (line.type === 'run') {
      if (run !== undefined)
        throw new Undecidable(
          `Line ${index + 1} of the journal ${file} tells of another run. Clean up after one run at a time; nothing was sent.`,
        )
      run = line
    } else if (run === undefined) throw new Undecidable(`${file} is no journal: its first line does not tell the run.`)
    else ledger.take(line)
  })
  if (run === undefined) throw new Undecidable(`${file} is no journal: its first line does not tell the run.`)
  return { target: run.target, tag: run.tag, ...ledger.remains }
}

/** The members of each type of line besides `type`, and which of them may be missing. */
const members: Readonly<Record<Line['type'], { readonly needed: readonly string[]; readonly more?: readonly string[] }>> = {
  run: { needed: ['format', 'target', 'tag', 'startedAt'] },
  make: { needed: ['id', 'kind', 'undo'], more: ['shows', 'check', 'other'] },
  made: { needed: ['id', 'own'] },
  proven: { needed: ['id'] },
  doubted: { needed: ['id', 'why'] },
  marked: { needed: ['id', 'text'] },
  refused: { needed: ['id'] },
  kept: { needed: ['id', 'why'] },
  arrived: { needed: ['id'] },
  astray: { needed: ['id', 'why'] },
  gone: { needed: ['id'] },
  set: { needed: ['id', 'operation', 'value'] },
  accepted: { needed: ['id', 'operation', 'ids'] },
}

/** A line that is as a run writes it; throws `Undecidable` for any other. */
function checked(value: unknown, api: Api, where: string): Line {
  const refuse = (what: string): never => {
    throw new Undecidable(`${where} ${what}. A journal is used as a run has written it; nothing was sent.`)
  }
  if (!isRecord(value)) return refuse('is no object')
  const type = value['type']
  if (type === 'run' && value['format'] !== format) {
    throw new Undecidable(
      `${where} is of format ${JSON.stringify(value['format'])}, and this version reads ${JSON.stringify(format)}: an earlier version wrote it, without what proves ` +
        `that a thing is the run's own. Finish it with that version, or look in the deployment for texts that begin with ${JSON.stringify(value['tag'])}.`,
    )
  }
  if (typeof type !== 'string' || !Object.hasOwn(members, type)) return refuse(`has the type ${JSON.stringify(type)}, which no journal has`)
  const { needed, more = [] } = members[type as Line['type']]
  const missing = needed.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return refuse(`has no "${missing}"`)
  const surplus = Object.keys(value).find((name) => name !== 'type' && !needed.includes(name) && !more.includes(name))
  if (surplus !== undefined) return refuse(`has "${surplus}", which a line of type "${type}" does not have`)
  for (const name of ['id', 'own', 'text', 'why', 'target', 'tag']) {
    if (needed.includes(name) && typeof value[name] !== 'string')
      return refuse(`has "${name}" ${JSON.stringify(value[name])} instead of a text`)
  }
  if (type === 'run' && !/^conf-[0-9a-z]{8}$/.test(String(value['tag'])))
    return refuse(`has the tag ${JSON.stringify(value['tag'])}, which no run has`)
  if (type === 'make') checkMade(value, api, refuse)
  if (type === 'accepted' && !(typeof value['operation'] === 'string' && isTexts(value['ids'])))
    return refuse('does not tell an operation, and ids as texts')
  if (type === 'set' && !isOperation(value['operation'], api))
    return refuse(`names the operation ${JSON.stringify(value['operation'])}, which the contract does not have`)
  return value as unknown as Line
}

function checkMade(value: Readonly<Record<string, unknown>>, api: Api, refuse: (what: string) => never): void {
  const { kind, undo, check, shows } = value
  if (typeof kind !== 'string' || !isKind(api, kind)) refuse(`has the kind ${JSON.stringify(kind)}, which no run makes`)
  if (!Array.isArray(undo)) refuse('has an "undo" that is no list')
  if (shows !== undefined && !(isRecord(shows) && (isOwnValue(shows) || isTexts(shows['texts']))))
    refuse('has a "shows" that is neither texts nor an own thing')
  if (isRecord(check) && isOperation(check['operation'], api) && api.operations[check['operation']]?.method !== 'GET')
    refuse(`has a "check" with ${check['operation']}, which is no read`)
  for (const step of [...(undo as unknown[]), ...(check === undefined ? [] : [check])]) checkStep(step, api, refuse)
}

function checkStep(step: unknown, api: Api, refuse: (what: string) => never): void {
  if (!isRecord(step) || !isOperation(step['operation'], api)) {
    refuse(`has a step with the operation ${JSON.stringify(isRecord(step) ? step['operation'] : step)}, which the contract does not have`)
    return
  }
  const surplus = Object.keys(step).find((name) => !['operation', 'params', 'query', 'json'].includes(name))
  if (surplus !== undefined) refuse(`has a step with "${surplus}"; method and path come from the contract`)
  const wanted = operationNamed(api, step['operation'])
    .parameters.filter((each) => each.in === 'path')
    .map(({ name }) => name)
  const { params } = step
  if (!isRecord(params) || Object.keys(params).sort().join() !== [...wanted].sort().join())
    refuse(`has a step of ${step['operation']} without ${wanted.join(', ') || 'path parameters alone'}`)
  if (isRecord(params) && !Object.values(params).every(isOwnValue))
    refuse(`has a step of ${step['operation']} whose path names something else than an own thing`)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isOperation = (value: unknown, api: Api): value is string => typeof value === 'string' && Object.hasOwn(api.operations, value)

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')

/** Whether a value of a step stands for the id of an own thing. */
export function isOwnValue(value: unknown): value is OwnValue {
  return isRecord(value) && Object.keys(value).length === 1 && typeof value['own'] === 'string'
}
