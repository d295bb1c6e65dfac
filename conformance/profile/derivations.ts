/**
 * Values that the contract derives from other values of the same object: flags, bands, times that belong to a state, counts and sums of
 * inner lists. The file is long because it is one table.
 */
import type { Derivation, Row } from '../model/profile.ts'
import { misplaced } from '../rules/rows.ts'
import { apart } from '../rules/schema/observations.ts'

const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)
/** The milliseconds since the epoch of a date or time; `NaN` for anything else. */
const timeOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN)
const list = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? value.filter((each): each is Row => typeof each === 'object' && each !== null) : []
const sum = (rows: readonly Row[], name: string): number => rows.reduce((total, row) => total + number(row[name]), 0)

const derived = (of: readonly string[], result: string, text: string, value: Derivation['value'], rounding?: number): Derivation => ({
  text,
  of,
  result,
  value,
  ...(rounding === undefined ? {} : { rounding }),
})

/** A list in an object whose length is returned next to it, unless the contract limits the list to a hundred items. */
const counted = (name: string, result: string, only?: (row: Row) => boolean): Derivation =>
  derived([name, result], result, `the number of ${name}`, (object) => {
    const rows = list(object[name])
    return !Array.isArray(object[name]) || rows.length >= 100 ? undefined : rows.filter(only ?? (() => true)).length
  })

/** Returns the list unchanged if its items are sorted by the property, else the expected order. */
function sortedBy(rows: unknown, name: string, sign = 1): unknown {
  if (!Array.isArray(rows)) return 'a list'
  const values = list(rows).map((row) => row[name])
  // Days and months have one notation, so that their order is that of text.
  return misplaced(values, sign === 1 ? 'asc' : 'desc', false) === undefined ? rows : values
}

const ordered = (rows: string, name: string): Derivation =>
  derived([rows], rows, `sorted by ${name}`, (object) =>
    list(object[rows]).every((row) => name in row) ? sortedBy(object[rows], name) : undefined,
  )

const day = 86_400_000
const days = (object: Row): number =>
  Math.round((Date.parse(String(object['endDate'])) - Date.parse(String(object['startDate']))) / day) + 1
const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
const span = (result: string): Derivation =>
  derived(['startDate', 'endDate', result], result, 'the days from startDate to endDate, inclusive', (object) =>
    isDay(object['startDate']) && isDay(object['endDate']) ? days(object) : undefined,
  )

/** A time whose presence depends on the state: `true` if it must be present, `false` if it must not, `undefined` if both are valid. */
const stamped = (kind: readonly string[], result: string, isKnown: (object: Row) => boolean | undefined): Derivation =>
  derived([...kind, 'status', result], result, 'a time if and only if that state was reached', (object) => {
    const known = isKnown(object)
    if (known === undefined) return undefined
    return known ? (object[result] === null ? 'a time' : object[result]) : null
  })

const transfer = ['sourceLocationId', 'lines', 'recommendationId']
const recommendation = ['estimatedROI', 'transferId']
const scenario = ['assumptions', 'result']
const cycleCount = ['lineCount', 'countedLineCount']
const key = ['keyPrefix', 'scopes']
const one =
  (name: string, ...values: readonly string[]) =>
  (object: Row): boolean =>
    values.includes(String(object[name]))

/** A part of a total as a percentage with one decimal. */
const percent = (of: string, whole: string, result: string): Derivation =>
  derived(
    [of, whole, result],
    result,
    `${of} ÷ ${whole} × 100`,
    (object) => (number(object[whole]) === 0 ? null : (number(object[of]) / number(object[whole])) * 100),
    0.0501,
  )

const band = (mape: number): string => (mape < 10 ? 'EXCELLENT' : mape < 20 ? 'GOOD' : mape <= 30 ? 'FAIR' : 'POOR')

export const derivations: readonly Derivation[] = [
  derived(['isGlobal', 'productMasterId'], 'isGlobal', 'whether productMasterId is null', (object) => object['productMasterId'] === null),
  derived(['isOrgWide', 'locationId'], 'isOrgWide', 'whether locationId is null', (object) => object['locationId'] === null),
  derived(['code', 'dataType', 'value'], 'dataType', 'the data type of the value', ({ dataType, value }) => {
    if (typeof value === 'number') return 'NUMBER'
    if (typeof value === 'boolean') return 'BOOLEAN'
    return dataType === 'ENUM' ? dataType : 'TEXT'
  }),
  derived(['recalled', 'qtyOnHand', 'qtyRecalled'], 'qtyRecalled', 'qtyOnHand if recalled, else 0', (object) =>
    object['recalled'] === true ? object['qtyOnHand'] : 0,
  ),
  derived(['expiryDate', 'qtyOnHand', 'qtyExpired'], 'qtyExpired', 'qtyOnHand if the lot has expired, else 0', (object, now) => {
    if (object['expiryDate'] === null) return 0
    const left = timeOf(object['expiryDate']) - now
    // Days begin at other times in other time zones, and clocks differ.
    return Number.isNaN(left) || Math.abs(left) < 2 * day ? undefined : left < 0 ? object['qtyOnHand'] : 0
  }),
  derived(['channels', 'stockLineCount', 'stockLines'], 'stockLines', 'without recalled and expired ones', ({ stockLines }) => {
    const lines = list(stockLines).filter(({ recalled, qtyExpired }) => recalled !== true && !(number(qtyExpired) > 0))
    return lines.length === list(stockLines).length ? stockLines : lines
  }),
  derived(['atp', 'threshold', 'severity'], 'severity', 'CRITICAL at or below 0, LOW at or below the threshold, else OK', (object) => {
    const atp = number(object['atp'])
    return atp <= 0 ? 'CRITICAL' : atp <= number(object['threshold']) ? 'LOW' : 'OK'
  }),
  derived(['channels', 'minAtp'], 'minAtp', 'the lowest atp of the channels', ({ channels }) => edge(channels, Math.min)),
  derived(['channels', 'maxAtp'], 'maxAtp', 'the highest atp of the channels', ({ channels }) => edge(channels, Math.max)),
  derived(['channels', 'hasCritical'], 'hasCritical', 'whether a channel is CRITICAL', ({ channels }) =>
    list(channels).some(one('severity', 'CRITICAL')),
  ),
  ...(['onHand', 'reserved'] as const).map((name) => {
    const result = name === 'onHand' ? 'totalOnHand' : 'totalReserved'
    return derived(['channels', result], result, `${name} of every channel`, ({ channels, [result]: total }) => {
      const other = list(channels).find((each) => each[name] !== total)
      return other === undefined ? total : other[name]
    })
  }),
  ordered('channels', 'channelId'),
  ordered('stockLines', 'id'),
  ordered('values', 'currency'),
  ordered('byCurrency', 'currency'),
  ordered('buckets', 'date'),
  ordered('buckets', 'month'),
  derived(['buckets', 'startDate', 'endDate'], 'buckets', 'from startDate to endDate', (object) => {
    const rows = list(object['buckets'])
    const [first, last] = [rows[0], rows.at(-1)]
    if (first?.['date'] !== undefined && 'horizonDays' in object)
      return first['date'] === object['startDate'] && last?.['date'] === object['endDate'] ? object['buckets'] : 'other days'
    if (first?.['month'] === undefined) return undefined
    return first['startDate'] === object['startDate'] && last?.['endDate'] === object['endDate'] ? object['buckets'] : 'other months'
  }),
  derived(['lines', 'lineCount'], 'lines', 'sorted by inventoryItemId', ({ lines }) => sortedBy(lines, 'inventoryItemId')),
  derived(['locations', 'movements'], 'locations', 'sorted by quantity on hand, descending', ({ locations }) =>
    sortedBy(locations, 'totalOnHand', -1),
  ),
  derived(['topOverforecast'], 'topOverforecast', 'sorted by bias, descending', ({ topOverforecast }) =>
    sortedBy(topOverforecast, 'bias', -1),
  ),
  derived(['topUnderforecast'], 'topUnderforecast', 'sorted by bias, ascending', ({ topUnderforecast }) =>
    sortedBy(topUnderforecast, 'bias'),
  ),
  derived(['suggestions'], 'suggestions', 'sorted by score, best first', ({ suggestions }) => sortedBy(suggestions, 'score', -1)),
  derived(['items', 'available'], 'available', 'whether every item is', ({ items }) =>
    list(items).every((each) => each['available'] === true),
  ),
  counted('stockLines', 'stockLineCount'),
  counted('buckets', 'horizonDays'),
  counted('buckets', 'months'),
  counted('recommendations', 'created'),
  counted('rows', 'rowCount'),
  derived(['lines', 'lineCount'], 'lineCount', 'the number of lines', ({ lines }) => list(lines).length),
  derived(
    ['lines', 'countedLineCount'],
    'countedLineCount',
    'the counted lines',
    ({ lines }) => list(lines).filter((each) => each['countedQty'] !== null).length,
  ),
  derived(['lines', 'varianceLineCount'], 'varianceLineCount', 'the counted lines that differ', ({ lines, status }) =>
    status === 'COMPLETED' ? list(lines).filter((each) => each['countedQty'] !== null && each['varianceQty'] !== 0).length : null,
  ),
  span('horizonDays'),
  span('days'),
  derived(['baselineQuantity', 'eventFactor', 'forecastQuantity'], 'forecastQuantity', 'baselineQuantity × eventFactor', (object) => {
    const [baseline, factor] = [number(object['baselineQuantity']), number(object['eventFactor'])]
    const slack = 0.011 + Math.abs(baseline) * 0.000_06 + 0.006 * Math.abs(factor)
    return Math.abs(baseline * factor - number(object['forecastQuantity'])) <= slack ? object['forecastQuantity'] : baseline * factor
  }),
  derived(['lowerQuantity', 'forecastQuantity'], 'lowerQuantity', 'at most forecastQuantity', (object) =>
    Math.min(number(object['lowerQuantity']), number(object['forecastQuantity'])),
  ),
  derived(['upperQuantity', 'forecastQuantity'], 'upperQuantity', 'at least forecastQuantity', (object) =>
    Math.max(number(object['upperQuantity']), number(object['forecastQuantity'])),
  ),
  ...(['baselineQuantity', 'forecastQuantity'] as const).map((name) =>
    derived(['total', 'buckets'], 'total', `with the sum of ${name} of the buckets`, ({ total, buckets }) => {
      const wanted = sum(list(buckets), name)
      return Math.abs(number((total as Row | null)?.[name]) - wanted) <= 0.006 ? total : wanted
    }),
  ),
  ...(['forecastQuantity', 'actualQuantity'] as const).map((name) =>
    derived(['sku', 'buckets', name], name, `the sum of ${name} of the buckets`, ({ buckets }) => sum(list(buckets), name), 0.011 * 50),
  ),
  derived(
    ['total', 'deltaQuantity'],
    'deltaQuantity',
    'forecastQuantity − baselineQuantity of the total',
    ({ total }) => number((total as Row | null)?.['forecastQuantity']) - number((total as Row | null)?.['baselineQuantity']),
    0.0151,
  ),
  derived(
    ['total', 'deltaQuantity', 'deltaPercent'],
    'deltaPercent',
    'deltaQuantity as a percentage of the baseline',
    ({ total, deltaQuantity }) => {
      const baseline = number((total as Row | null)?.['baselineQuantity'])
      return baseline === 0 ? null : (number(deltaQuantity) / baseline) * 100
    },
    0.0511,
  ),
  derived(['total', 'dailyQuantities'], 'total', 'with the sum of the dailyQuantities', ({ total, dailyQuantities }) => {
    const wanted = Array.isArray(dailyQuantities)
      ? (dailyQuantities as unknown[]).reduce<number>((all, each) => all + number(each), 0)
      : Number.NaN
    return Math.abs(number((total as Row | null)?.['forecastQuantity']) - wanted) <= 0.006 ? total : wanted
  }),
  derived(
    ['mape', 'accuracy'],
    'accuracy',
    '100 − mape, at least 0',
    ({ mape }) => (mape === null ? null : Math.max(100 - number(mape), 0)),
    1e-6,
  ),
  derived(['bias', 'biasPercent'], 'biasPercent', 'the same value as bias', ({ bias }) => bias),
  derived(['mape', 'band'], 'band', 'the rating of the mape', ({ mape }) => (mape === null ? null : band(number(mape)))),
  derived(['skuCount', 'excellentCount'], 'skuCount', 'excellentCount + goodCount + fairCount + poorCount', (object) =>
    ['excellentCount', 'goodCount', 'fairCount', 'poorCount'].reduce((all, name) => all + number(object[name]), 0),
  ),
  percent('stockoutCount', 'productLocationCount', 'stockoutPercent'),
  percent('inStockDemandQuantity', 'demandQuantity', 'serviceLevelPercent'),
  derived(['weeks', 'quantityOnHand', 'weeklyDemandQuantity'], 'weeks', 'quantityOnHand ÷ weeklyDemandQuantity', (object) => {
    const weekly = number(object['weeklyDemandQuantity'])
    // The rounded weekly demand may be a small number.
    if (weekly === 0) return object['weeks']
    const wanted = number(object['quantityOnHand']) / weekly
    return Math.abs(number(object['weeks']) - wanted) <= 0.051 + (wanted * 0.005) / weekly ? object['weeks'] : wanted
  }),
  derived(
    ['days', 'inventoryTurns', 'weeksOfSupply'],
    'inventoryTurns',
    'with demandQuantity × 365 ÷ days ÷ quantityOnHand',
    ({ days: of, inventoryTurns: turns }) => {
      const { turnsPerYear, demandQuantity, quantityOnHand } = (turns ?? {}) as Row
      if (number(quantityOnHand) === 0) return turnsPerYear === null ? turns : null
      const wanted = (number(demandQuantity) * 365) / number(of) / number(quantityOnHand)
      return Math.abs(number(turnsPerYear) - wanted) <= 0.0051 + wanted * 1e-6 ? turns : wanted
    },
  ),
  derived(
    ['days', 'carryingCosts'],
    'carryingCosts',
    'with inventoryValue × annualRatePct × days ÷ 365',
    ({ days: of, carryingCosts: costs }) => {
      const { annualRatePct, byCurrency } = (costs ?? {}) as Row
      const wrong = list(byCurrency).find((each) => {
        const wanted = (number(each['inventoryValue']) * number(annualRatePct) * number(of)) / 365
        return !(Math.abs(number(each['carryingCost']) - wanted) <= 0.0051 + Math.abs(wanted) * 1e-9)
      })
      return wrong ?? costs
    },
  ),
  derived(
    ['allocations', 'quantity'],
    'quantity',
    'the sum of the quantities of the allocations',
    ({ allocations }) => (list(allocations).length === 0 ? undefined : sum(list(allocations), 'quantity')),
    1e-6,
  ),
  derived(['path', 'depth', 'code'], 'depth', 'the number of parent levels in its path', ({ path }) => String(path).split('/').length - 1),
  derived(['path', 'code'], 'code', 'the last segment of its path', ({ path }) => String(path).split('/').at(-1)),
  derived(
    ['transaction', 'targetTransaction'],
    'targetTransaction',
    'a movement of the quantity that the other one removed',
    ({ transaction, targetTransaction }) =>
      number((transaction as Row | null)?.['deltaQty']) + number((targetTransaction as Row | null)?.['deltaQty']) === 0
        ? targetTransaction
        : 'another quantity',
  ),
  derived(
    ['transaction', 'inventoryItem'],
    'inventoryItem',
    'of the moved line, with the quantity after the movement',
    ({ transaction, inventoryItem }) => {
      const [moved, line] = [transaction, inventoryItem] as [Row | null, Row | null]
      const agrees =
        moved?.['inventoryItemId'] === line?.['id'] &&
        moved?.['qtyAfter'] === line?.['qtyOnHand'] &&
        moved?.['productMasterId'] === line?.['productMasterId'] &&
        moved?.['locationId'] === line?.['locationId']
      return agrees ? inventoryItem : transaction
    },
  ),
  derived(['plaintextKey', 'apiKey'], 'apiKey', 'with the first and last characters of the key', ({ plaintextKey, apiKey }) => {
    const { keyPrefix, last4 } = (apiKey ?? {}) as Row
    const text = String(plaintextKey)
    return text.startsWith(`${String(keyPrefix)}_`) && text.endsWith(String(last4)) ? apiKey : text.slice(-4)
  }),
  derived(
    ['linkedProductMasterId', 'linkedProduct'],
    'linkedProduct',
    'the product with linkedProductMasterId',
    ({ linkedProductMasterId, linkedProduct }) =>
      (linkedProduct as Row | null)?.['id'] === linkedProductMasterId ? linkedProduct : linkedProductMasterId,
  ),
  derived(
    ['productMaster', 'productMasterId'],
    'productMaster',
    'the product with productMasterId',
    ({ productMaster, productMasterId }) =>
      ((productMaster as Row | null)?.['id'] ?? null) === productMasterId ? productMaster : productMasterId,
  ),
  stamped(transfer, 'shippedAt', (object) =>
    one('status', 'SHIPPED', 'RECEIVED')(object) ? true : one('status', 'DRAFT', 'PENDING')(object) ? false : undefined,
  ),
  stamped(transfer, 'receivedAt', one('status', 'RECEIVED')),
  stamped(transfer, 'cancelledAt', one('status', 'CANCELLED')),
  stamped(recommendation, 'decidedAt', (object) => !one('status', 'PENDING')(object)),
  stamped(recommendation, 'executedAt', one('status', 'EXECUTED')),
  derived([...recommendation, 'status'], 'transferId', 'an id if executed', ({ status, transferId }) =>
    status === 'EXECUTED' ? (transferId ?? 'an id') : null,
  ),
  stamped(scenario, 'publishedAt', (object) =>
    one('status', 'PUBLISHED')(object) ? true : one('status', 'GENERATED', 'DRAFT')(object) ? false : undefined,
  ),
  stamped(scenario, 'archivedAt', one('status', 'ARCHIVED')),
  derived([...scenario, 'status'], 'result', 'null in a draft, present once generated', ({ status, result }) =>
    status === 'DRAFT' ? null : status === 'ARCHIVED' ? undefined : (result ?? 'a result'),
  ),
  derived([...scenario, 'generatedAt'], 'generatedAt', 'a time if there is a result', ({ result, generatedAt }) =>
    result === null ? null : (generatedAt ?? 'a time'),
  ),
  stamped(cycleCount, 'completedAt', one('status', 'COMPLETED')),
  derived([...key, 'expiresAt', 'revokedAt'], 'status', 'EXPIRED once expiresAt has passed, not before', ({ status, expiresAt }, now) => {
    if (status === 'REVOKED') return undefined
    if (expiresAt === null) return 'ACTIVE'
    const left = timeOf(expiresAt) - now
    return Number.isNaN(left) || Math.abs(left) <= apart ? undefined : left > 0 ? 'ACTIVE' : 'EXPIRED'
  }),
  stamped(key, 'revokedAt', (object) => (one('status', 'REVOKED')(object) ? true : one('status', 'ACTIVE')(object) ? false : undefined)),
  ...(
    [
      ['createdAt', 'updatedAt'],
      ['createdAt', 'shippedAt'],
      ['shippedAt', 'receivedAt'],
      ['createdAt', 'cancelledAt'],
      ['createdAt', 'decidedAt'],
      ['decidedAt', 'executedAt'],
      ['createdAt', 'generatedAt'],
      ['generatedAt', 'publishedAt'],
      ['createdAt', 'archivedAt'],
      ['createdAt', 'completedAt'],
      ['createdAt', 'revokedAt'],
      ['shippedAt', 'updatedAt'],
      ['receivedAt', 'updatedAt'],
      ['cancelledAt', 'updatedAt'],
      ['decidedAt', 'updatedAt'],
      ['executedAt', 'updatedAt'],
      ['generatedAt', 'updatedAt'],
      ['publishedAt', 'updatedAt'],
      ['archivedAt', 'updatedAt'],
      ['completedAt', 'updatedAt'],
      ['revokedAt', 'updatedAt'],
      ['startsAt', 'endsAt'],
      ['startDate', 'endDate'],
    ] as const
  ).map(([before, after]) =>
    derived([before, after], after, `not before ${before}`, ({ [before]: first, [after]: second }) => {
      if (typeof first !== 'string' || typeof second !== 'string') return undefined
      return Date.parse(second) < Date.parse(first) ? first : second
    }),
  ),
]

function edge(channels: unknown, choose: (...values: number[]) => number): number | undefined {
  const all = list(channels).map((each) => number(each['atp']))
  return all.length === 0 ? undefined : choose(...all)
}
