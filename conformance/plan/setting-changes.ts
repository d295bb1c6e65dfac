/** Changes of settings, which belong to others, and the reads around them. */
import { isValid } from '../guard/reasons.ts'
import type { Api } from '../model/api.ts'
import { keyOf, type Request } from '../model/request.ts'

/** Whether a request addresses a setting with a key that may be able to change it. */
export const isSettingWrite = ({ profile }: Api, request: Request): boolean =>
  request.operation !== undefined && profile.targets[request.operation]?.reach === 'setting' && isValid(request)

/** Returns the requests that change a setting, in their order. */
export const settingChanges = (api: Api, requests: readonly Request[]): Request[] =>
  requests.filter((each) => each.isRefused !== true && isSettingWrite(api, each))

/** Returns the read that is planned directly before each change, by the key of the change. */
export function readsByChange(api: Api, requests: readonly Request[]): ReadonlyMap<string, Request> {
  const changes = changesByRead(api, requests)
  return new Map(
    requests.flatMap((each): [string, Request][] => {
      const change = changes.get(keyOf(each))
      return change === undefined ? [] : [[keyOf(change), each]]
    }),
  )
}

/** Returns the change that each read is planned directly before, by the key of the read. The n-th change of a plan has the n-th repetition of the read. */
export function changesByRead(api: Api, requests: readonly Request[]): ReadonlyMap<string, Request> {
  const changes = settingChanges(api, requests)
  const reads = new Set(Object.values(api.profile.settings).map(({ operation }) => operation))
  return new Map(
    requests.flatMap((each): [string, Request][] => {
      const { operation, again, after } = each
      const change = again === undefined || after !== undefined || !reads.has(operation ?? '') ? undefined : changes[again - 1]
      return change === undefined ? [] : [[keyOf(each), change]]
    }),
  )
}
