/** Reads the journal of an unfinished run, and rejects lines that a run would not have written. */
import { truncateSync } from 'node:fs'
import { isKind, operationNamed, type Api } from '../model/api.ts'
import { readBounded } from '../text/bounded.ts'
import { Undecidable } from '../model/undecidable.ts'
import { type OwnValue, type Line, type Remains, Ledger, format } from './ledger.ts'
import { fileFault } from '../text/file-fault.ts'

/** A run of level full records less than a megabyte. */
const maxBytes = 64 * 1024 * 1024

/** Removes a truncated last line from a journal, so that lines can be appended. */
export function mendJournal(file: string): void {
  const text = readBounded(file, maxBytes)
  truncateSync(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
}

/** Reads the journal of an unfinished run. Throws `Undecidable` if the file is not a journal, with the fault and the line. */
export function readJournal(file: string, api: Api): Remains {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`The journal ${file} cannot be read: ${fileFault(error)}.`)
  }
  const ledger = new Ledger()
  let run: Extract<Line, { type: 'run' }> | undefined
  // Text after the last line break is an incomplete line, so its request was never sent.
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
          `Line ${index + 1} of the journal ${file} belongs to another run. Clean up one run at a time; nothing was sent.`,
        )
      run = line
    } else if (run === undefined) throw new Undecidable(`${file} is not a journal: its first line does not describe the run.`)
    else ledger.take(line)
  })
  if (run === undefined) throw new Undecidable(`${file} is not a journal: its first line does not describe the run.`)
  return { target: run.target, tag: run.tag, ...ledger.remains }
}

/** The members of each type of line in addition to `type`; those in `more` are optional. */
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

/** Validates a line. Throws `Undecidable` if a run would not have written it. */
function checked(value: unknown, api: Api, where: string): Line {
  const refuse = (what: string): never => {
    throw new Undecidable(`${where} ${what}. Use the journal exactly as the run wrote it; nothing was sent.`)
  }
  if (!isRecord(value)) return refuse('is not an object')
  const type = value['type']
  if (type === 'run' && value['format'] !== format) {
    throw new Undecidable(
      `${where} has format ${JSON.stringify(value['format'])}, but this version reads ${JSON.stringify(format)}: an earlier version wrote it, without the data that ` +
        `proves that a resource belongs to the run. Clean up with that version, or search the deployment for texts that begin with ${JSON.stringify(value['tag'])}.`,
    )
  }
  if (typeof type !== 'string' || !Object.hasOwn(members, type)) return refuse(`has the unknown type ${JSON.stringify(type)}`)
  const { needed, more = [] } = members[type as Line['type']]
  const missing = needed.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return refuse(`has no "${missing}"`)
  const surplus = Object.keys(value).find((name) => name !== 'type' && !needed.includes(name) && !more.includes(name))
  if (surplus !== undefined) return refuse(`has "${surplus}", which is not allowed in a line of type "${type}"`)
  for (const name of ['id', 'own', 'text', 'why', 'target', 'tag']) {
    if (needed.includes(name) && typeof value[name] !== 'string')
      return refuse(`has "${name}" ${JSON.stringify(value[name])} instead of a string`)
  }
  if (type === 'run' && !/^conf-[0-9a-z]{8}$/.test(String(value['tag'])))
    return refuse(`has the invalid tag ${JSON.stringify(value['tag'])}`)
  if (type === 'make') checkMade(value, api, refuse)
  if (type === 'accepted' && !(typeof value['operation'] === 'string' && isTexts(value['ids'])))
    return refuse('does not contain an operation, and ids as strings')
  if (type === 'set' && !isOperation(value['operation'], api))
    return refuse(`contains the operation ${JSON.stringify(value['operation'])}, which is not in the contract`)
  return value as unknown as Line
}

function checkMade(value: Readonly<Record<string, unknown>>, api: Api, refuse: (what: string) => never): void {
  const { kind, undo, check, shows } = value
  if (typeof kind !== 'string' || !isKind(api, kind)) refuse(`has the kind ${JSON.stringify(kind)}, which no run creates`)
  if (!Array.isArray(undo)) refuse('has an "undo" that is not a list')
  if (shows !== undefined && !(isRecord(shows) && (isOwnValue(shows) || isTexts(shows['texts']))))
    refuse('has a "shows" that contains neither texts nor a resource of the run')
  if (isRecord(check) && isOperation(check['operation'], api) && api.operations[check['operation']]?.method !== 'GET')
    refuse(`has a "check" with ${check['operation']}, which is not a read`)
  for (const step of [...(undo as unknown[]), ...(check === undefined ? [] : [check])]) checkStep(step, api, refuse)
}

function checkStep(step: unknown, api: Api, refuse: (what: string) => never): void {
  if (!isRecord(step) || !isOperation(step['operation'], api)) {
    refuse(`has a step with the operation ${JSON.stringify(isRecord(step) ? step['operation'] : step)}, which is not in the contract`)
    return
  }
  const surplus = Object.keys(step).find((name) => !['operation', 'params', 'query', 'json'].includes(name))
  if (surplus !== undefined) refuse(`has a step with "${surplus}"; method and path come from the contract`)
  const wanted = operationNamed(api, step['operation'])
    .parameters.filter((each) => each.in === 'path')
    .map(({ name }) => name)
  const { params } = step
  if (!isRecord(params) || Object.keys(params).sort().join() !== [...wanted].sort().join())
    refuse(`has a step of ${step['operation']} with the wrong path parameters; expected ${wanted.join(', ') || 'none'}`)
  if (isRecord(params) && !Object.values(params).every(isOwnValue))
    refuse(`has a step of ${step['operation']} whose path contains something other than a resource of the run`)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isOperation = (value: unknown, api: Api): value is string => typeof value === 'string' && Object.hasOwn(api.operations, value)

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')

/** Whether a value in a step is a reference to a journal entry. */
export function isOwnValue(value: unknown): value is OwnValue {
  return isRecord(value) && Object.keys(value).length === 1 && typeof value['own'] === 'string'
}
