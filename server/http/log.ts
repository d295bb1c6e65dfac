/** Where log lines go, one JSON object each. */
export interface LogStream {
  write(line: string): void
}

/** Whatever looks like a key (D06), its secret being the last part. */
const keys = /(bdk_[A-Za-z]+_[A-Za-z0-9]+_)[A-Za-z0-9]+/g

/** The same stream, on which no key appears: not in a path, not in an error's message, whoever wrote it there. */
export function redactKeys(stream: LogStream): LogStream {
  return { write: (line) => stream.write(line.includes('bdk_') ? line.replaceAll(keys, '$1[redacted]') : line) }
}
