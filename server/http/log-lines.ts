/** Log lines for a person at a terminal. */
import type { LogStream } from './log.ts'

/** Names of the levels of the log, by number. */
const levels: Readonly<Record<number, string>> = { 10: 'TRACE', 20: 'DEBUG', 30: 'INFO', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' }

/** Members of every line, which say nothing to a person. */
const usual = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'err'])

type Members = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const two = (number: number): string => String(number).padStart(2, '0')

/** The local time of day. */
function timeOf(milliseconds: unknown): string {
  const date = new Date(Number(milliseconds))
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** `GET /api/products 200 3.2 ms  listProducts`, with the members that are not part of it. */
function requestLine({ method, path, status, durationMs, operationId, ...rest }: Members): readonly [string, Members] {
  const operation = operationId === undefined ? '' : `  ${text(operationId)}`
  return [`${text(method)} ${text(path)} ${text(status)} ${text(durationMs)} ms${operation}`, rest]
}

/** A log line, which is a JSON object, for a person; text that is none is returned unchanged. */
export function legibleLine(line: string): string {
  let members: Members
  try {
    members = JSON.parse(line) as Members
  } catch {
    return line
  }
  const { level, time, msg, err } = members
  const others = Object.fromEntries(Object.entries(members).filter(([name]) => !usual.has(name)))
  const [about, more] = msg === 'request' ? requestLine(others) : [text(msg ?? ''), others]
  const { stack, message } = (err ?? {}) as { readonly stack?: string; readonly message?: string }
  return [
    [
      timeOf(time),
      (levels[Number(level)] ?? text(level)).padEnd(5),
      about,
      ...Object.entries(more).map(([name, value]) => `${name}=${text(value)}`),
    ].join(' '),
    ...(err === undefined ? [] : [stack ?? message ?? text(err)].flatMap((each) => each.split('\n')).map((each) => `    ${each}`)),
  ].join('\n')
}

/** Wraps a stream and writes each line for a person instead of as JSON. */
export function legibleLines(stream: LogStream): LogStream {
  return {
    write: (lines) =>
      stream.write(
        lines
          .split('\n')
          .map((line) => (line === '' ? line : legibleLine(line)))
          .join('\n'),
      ),
  }
}
