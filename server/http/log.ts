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

/** A stream that may hold lines back for a moment. */
export interface GatheredStream extends LogStream {
  /** Writes what is held back. */
  flush(): void
}

/**
 * The same stream, written to once for all lines of one turn of the event loop: a busy server answers many requests in one, and each write to a terminal
 * or file blocks it. Whoever ends the process flushes first.
 */
export function gathered(stream: LogStream): GatheredStream {
  let lines = ''
  const flush = () => {
    if (lines === '') return
    const gone = lines
    lines = ''
    stream.write(gone)
  }
  return {
    flush,
    write: (line) => {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}
