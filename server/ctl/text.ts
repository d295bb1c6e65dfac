/** Texts for the terminal. */
import type { ControlSchemas } from '../../spec/control-contract.ts'

/** Rows in columns, separated by two spaces. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '))
    .join('\n')
}

export const clockText = ({ now, running }: ControlSchemas['Clock']): string => `${now} (${running ? 'running' : 'standing still'})`

export function statusText(status: ControlSchemas['Status']): string {
  return columns([
    ['base URL', status.baseUrl],
    ['contract', status.contractVersion],
    ['clock', clockText(status.clock)],
    ['seed', status.seed ?? 'none'],
    ['requests', String(status.requests)],
    ['deviations', String(status.deviations)],
    ['faults', String(status.faults)],
    ['snapshots', String(status.snapshots)],
  ])
}

interface Conditions {
  readonly operation?: string
  readonly key?: string
  readonly next?: number
  readonly probability?: number
  readonly affected: number
}

/** Which requests are affected, in words. */
function conditionText({ operation, key, next, probability, affected }: Conditions): string {
  const parts = [
    operation ?? 'all operations',
    ...(key === undefined ? [] : [`key ${key}`]),
    ...(next === undefined ? [] : [affected >= next ? `all ${next} done` : `next ${next - affected} of ${next}`]),
    ...(probability === undefined ? [] : [`probability ${probability}`]),
    `affected so far: ${affected}`,
  ]
  return parts.join(', ')
}

export const deviationsText = (list: readonly ControlSchemas['ActiveDeviation'][]): string =>
  list.length === 0 ? 'No deviations are active.' : columns(list.map((each) => [each.id, each.name, conditionText(each)]))

function faultText(fault: ControlSchemas['ActiveFault']): string {
  const { type, status, reason, retryAfter, delay, at, duration } = fault
  switch (type) {
    case 'status':
      return [type, status, reason, retryAfter === undefined ? undefined : `retry after ${retryAfter} s`]
        .filter((each) => each !== undefined)
        .join(' ')
    case 'latency':
      return `${type} ${typeof delay === 'object' ? `${delay.min} to ${delay.max}` : (delay ?? '')} ms`
    case 'drop':
      return `${type} at ${at ?? ''}`
    case 'slow-body':
      return `${type} ${duration ?? ''} ms`
  }
}

export const faultsText = (list: readonly ControlSchemas['ActiveFault'][]): string =>
  list.length === 0 ? 'No faults are active.' : columns(list.map((each) => [each.id, faultText(each), conditionText(each)]))

/** A short body on the line of its request. */
function bodyText(body: unknown): string {
  if (body === null || body === undefined) return ''
  const text = JSON.stringify(body)
  return text.length > 100 ? `${text.slice(0, 99)}…` : text
}

/** The target of a request with its decoded query. */
function targetText({ path, query }: ControlSchemas['ReceivedRequest']): string {
  const parameters = Object.entries(query as Readonly<Record<string, string | readonly string[]>>).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}=${each}`),
  )
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`
}

export function requestsText(requests: readonly ControlSchemas['ReceivedRequest'][], count: number, dropped: number): string {
  const notes = [
    ...(count > requests.length ? [`${count - requests.length} earlier ones are not shown; --limit shows more.`] : []),
    ...(dropped > 0 ? [`${dropped} older requests are no longer kept.`] : []),
  ]
  if (requests.length === 0) return [`No matching request${count === 0 ? '' : ` is shown, ${count} match`}.`, ...notes].join('\n')
  const rows = requests.map((each) => [
    String(each.number),
    each.time,
    each.status === null ? 'closed' : String(each.status),
    each.method,
    targetText(each),
    each.operation ?? '-',
    each.key ?? '-',
    [bodyText(each.body), ...(each.affectedBy.length === 0 ? [] : [`[${each.affectedBy.join(', ')}]`])].join(' ').trim(),
  ])
  return [columns([['#', 'time', 'status', 'method', 'target', 'operation', 'key', 'body'], ...rows]), ...notes].join('\n')
}

export function limitsText(limits: readonly ControlSchemas['LimitState'][]): string {
  if (limits.length === 0) return 'No requests are counted in a running window.'
  const rows = limits.flatMap(({ keyId, tenant, address, windows }) =>
    windows.map(({ seconds, limit, used, remaining, resetAt }) => [
      keyId ?? address ?? '',
      tenant ?? '-',
      `${seconds} s`,
      String(limit),
      String(used),
      String(remaining),
      resetAt,
    ]),
  )
  return columns([['key or address', 'tenant', 'window', 'limit', 'used', 'left', 'ends'], ...rows])
}

export function loadedText({ tenants }: ControlSchemas['LoadedData']): string {
  return tenants
    .flatMap(({ id, keys, ids }) => [
      id,
      ...(keys.length === 0 ? [] : [columns(keys.map((key, index) => ['  ', `key ${index + 1}`, key]))]),
      ...(Object.keys(ids).length === 0 ? [] : [columns(Object.entries(ids).map(([name, each]) => ['  ', name, each]))]),
    ])
    .join('\n')
}
