/** Variants in how the JSON of a body is serialized. */
import { withBody, type Answer, type Asked } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

/** How values are serialized; by default as `JSON.stringify` does. */
interface Hand {
  readonly number?: (value: number) => string
  readonly string?: (value: string) => string
  readonly members?: (entries: [string, unknown][]) => [string, unknown][]
}

function written(value: unknown, hand: Hand): string {
  const { number = String, string = JSON.stringify, members = (entries: [string, unknown][]) => entries } = hand
  if (typeof value === 'number') return number(value)
  if (typeof value === 'string') return string(value)
  if (Array.isArray(value)) return `[${value.map((each) => written(each, hand)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${members(Object.entries(value))
    .map(([name, each]) => `${string(name)}:${written(each, hand)}`)
    .join(',')}}`
}

/** Serializes every body again. */
const rewritten = (rewrite: (value: unknown, text: string) => string) =>
  behind({
    change: (answer: Answer, asked: Asked) => {
      const text = answer.body.toString('utf8')
      return withBody(answer, Buffer.from(text === '' ? '' : rewrite(JSON.parse(text), text)), asked)
    },
  })

const byHand = (hand: Hand) => rewritten((value) => written(value, hand))

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`

/** A timestamp of the contract, with any fraction of a second. */
const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/

export const json = variantsOf({
  'json/members-in-reverse-order': {
    why: 'A JSON object is an unordered collection (RFC 8259 §1, §4).',
    how: byHand({ members: (entries) => entries.toReversed() }),
  },
  'json/pretty-printed': {
    why: 'Insignificant whitespace is allowed before and after every structural character (RFC 8259 §2).',
    how: rewritten((value) => JSON.stringify(value, undefined, 2).replaceAll(/^( *"\w+"):/gm, '$1 :')),
  },
  'json/white-space-around': {
    why: 'Whitespace may surround the value (RFC 8259 §2): some servers end a body with a line break, or send spaces to keep a connection open.',
    how: rewritten((_value, text) => `\r\n \t${text}\r\n`),
  },
  'json/beyond-ascii-escaped': {
    why: 'Any character may be escaped, with six or twelve characters (RFC 8259 §7); many serializers escape all non-ASCII characters, "/" and "<".',
    how: byHand({
      string: (text) =>
        JSON.stringify(text)
          .replaceAll(/[\u0080-\uFFFF<>&'+]/g, escape)
          .replaceAll('/', '\\/'),
    }),
  },
  'json/names-escaped': {
    why: 'Any character may be escaped, also in member names, which are compared after unescaping (RFC 8259 §7, §8.3).',
    how: byHand({ string: (text) => JSON.stringify(text).replace(/^"([\w ])/, (_all, first: string) => `"${escape(first)}`) }),
  },
  'json/numbers-with-a-point': {
    why: 'A number may have a zero fraction (RFC 8259 §6), and JSON Schema accepts 1.0 as an integer (validation §6.1.1).',
    how: byHand({ number: (value) => (Number.isInteger(value) ? `${value}.0` : `${value}00`) }),
  },
  'json/numbers-with-an-exponent': {
    why: 'A number may have an exponent, in either case and with either sign (RFC 8259 §6).',
    how: byHand({ number: (value) => value.toExponential().replace('e', value % 2 === 0 ? 'E' : 'e') }),
  },
  'json/zero-below-zero': {
    why: 'The JSON grammar allows -0, which equals 0 (RFC 8259 §6, IEEE 754 §5.11); serializers of floating-point numbers write it.',
    how: byHand({ number: (value) => (value === 0 ? '-0.0' : String(value)) }),
  },
  'json/times-in-microseconds': {
    why: 'RFC 3339 §5.6 allows any number of fractional digits, and the contract up to nine (Timestamp, maxLength 30).',
    how: byHand({
      string: (text) =>
        JSON.stringify(text.replace(moment, (_all, second: string, fraction = '') => `${second}.${String(fraction).padEnd(6, '0')}Z`)),
    }),
  },
  'json/times-in-mixed-precision': {
    why: 'Each timestamp may have only as many fractional digits as it needs (RFC 3339 §5.6), as Java and Go write them.',
    how: byHand({
      string: (text) =>
        JSON.stringify(
          text.replace(moment, (_all, second: string, fraction = '') => {
            const short = String(fraction).replace(/0+$/, '')
            return short === '' ? `${second}${Number(second.slice(-1)) % 2 === 0 ? 'Z' : '.0Z'}` : `${second}.${short}Z`
          }),
        ),
    }),
  },
})
