/** Mutations of the status, the headers and the bytes of a response. */
import type { Reply } from '../../conformance/model/exchange.ts'
import { withBody, type Operator } from './mutation.ts'

const headed = (reply: Reply, index: number, put: readonly (readonly [string, string])[]): Reply => ({
  ...reply,
  headers: [...reply.headers.slice(0, index), ...put, ...reply.headers.slice(index + 1)],
})

/** An operator on one of the headers that it fits. */
const onHeader = (
  id: string,
  words: string,
  change: (name: string, value: string, up: boolean) => readonly (readonly [string, string])[] | undefined,
): Operator => ({
  id,
  apply: ({ exchange: { reply } }, chance) => {
    const up = chance.below(2) === 1
    const fit = reply.headers.flatMap(([name, value], index) => {
      const put = change(name, value, up)
      return put === undefined ? [] : [{ name, value, index, put }]
    })
    const chosen = chance.pick(fit)
    if (chosen === undefined) return undefined
    const { name, value, index, put } = chosen
    const now = put.map(([, each]) => each).join(' and ')
    return { reply: headed(reply, index, put), at: name, what: `${words}: "${value}"${put.length === 0 ? '' : ` became "${now}"`}` }
  },
})

/** Status codes that no operation of the contract documents. */
const outside = [202, 204, 206, 301, 302, 304, 402, 406, 410, 418, 422, 501, 502, 503, 504]

export const replyOperators: readonly Operator[] = [
  onHeader('header/dropped', 'the header is missing', () => []),
  onHeader('header/duplicated', 'the header is sent twice', (name, value) => [
    [name, value],
    [name, value],
  ]),
  onHeader('header/emptied', 'the header is empty', (name, value) => (value === '' ? undefined : [[name, '']])),
  onHeader('header/number-off-by-one', 'the number is off by one', (name, value, up) =>
    /^\d+$/.test(value) ? [[name, String(Number(value) + (up ? 1 : -1))]] : undefined,
  ),
  onHeader('header/other-case', 'the case of the value is changed', (name, value) => {
    const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase()
    return other === value ? undefined : [[name, other]]
  }),
  {
    id: 'status/documented',
    apply: ({ exchange: { reply }, operation }, chance) => {
      const listed = Object.keys(operation?.responses ?? {}).map(Number)
      const status = chance.pick(listed.filter((each) => each !== reply.status))
      return status === undefined ? undefined : { reply: { ...reply, status }, at: 'status', what: `${reply.status} became ${status}` }
    },
  },
  {
    id: 'status/undocumented',
    apply: ({ exchange: { reply } }, chance) => {
      const status = chance.pick(outside.filter((each) => each !== reply.status)) ?? 418
      return { reply: { ...reply, status }, at: 'status', what: `${reply.status} became ${status}` }
    },
  },
  {
    id: 'bytes/truncated',
    apply: ({ exchange: { reply } }, chance) => {
      if (reply.body.length === 0) return undefined
      const kept = chance.below(reply.body.length)
      return { reply: withBody(reply, reply.body.subarray(0, kept)), at: 'bytes', what: `cut after ${kept} of ${reply.body.length} bytes` }
    },
  },
  {
    id: 'bytes/broken-json',
    apply: ({ exchange: { reply } }, chance) => {
      const text = reply.body.toString('utf8')
      const marks = [...text.matchAll(/[{}[\],:]/g)].map(({ index }) => index).filter((index) => isOutsideText(text, index))
      const at = chance.pick(marks)
      if (at === undefined) return undefined
      return {
        reply: withBody(reply, Buffer.from(text.slice(0, at) + text.slice(at + 1))),
        at: 'bytes',
        what: `the character "${text[at]}" at position ${at} is missing`,
      }
    },
  },
]

/** Whether a position of a JSON text is outside all strings. */
function isOutsideText(text: string, position: number): boolean {
  const before = text.slice(0, position).replaceAll(/\\./g, '')
  return (before.split('"').length - 1) % 2 === 0
}
