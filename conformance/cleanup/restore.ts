/** Restores a setting of a tenant. */
import { operationNamed, type Api } from '../model/api.ts'
import { valueAt } from '../../spec/contract.ts'
import { permitRestore } from '../guard/guard.ts'
import type { Setting } from './ledger.ts'
import { parsed, type CleanupRequests } from './requests.ts'

/** Restores a setting to the value that was read before the run changed it. Resolves to the reason if that failed, else to `undefined`. */
export async function restore({ operation, value }: Setting, api: Api, requests: CleanupRequests): Promise<string | undefined> {
  const read = api.profile.settings[operation]
  if (read === undefined) return 'the journal contains a setting that cannot be read'
  const shown = async (): Promise<'same' | 'other' | undefined> => {
    const reply = await requests.send(operationNamed(api, read.operation), {}, {})
    if (reply.status !== 200) return undefined
    return isSame(valueAt(parsed(reply), '/data'), value) ? 'same' : 'other'
  }
  const before = await shown()
  if (before === 'other') {
    const target = operationNamed(api, operation)
    await requests.send(target, {}, { json: value, permit: permitRestore(api, target) })
  }
  if ((before === 'same' ? before : await shown()) === 'same') return undefined
  return `it differs from its value before the run; restore it manually to ${JSON.stringify(value)}`
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a, b] as Readonly<Record<string, unknown>>[]
  const names = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])
  return [...names].every((name) => isSame(left?.[name], right?.[name]))
}
