/** The destination of log lines, one JSON object each. */
export interface LogStream {
  write(line: string): void
}

/** Text in the format of a key (D06); its last part is the secret. */
const keys = /(bdk_[A-Za-z]+_[A-Za-z0-9]+_)[A-Za-z0-9]+/g

/** The text with all keys redacted. */
export function redactText(text: string): string {
  return text.includes('bdk_') ? text.replaceAll(keys, '$1[redacted]') : text
}

/** Wraps a stream and redacts keys in all lines, such as in paths and error messages. */
export function redactKeys(stream: LogStream): LogStream {
  return { write: (line) => stream.write(redactText(line)) }
}

/** A stream that may buffer lines briefly. */
export interface GatheredStream extends LogStream {
  /** Writes buffered lines. */
  flush(): void
}

/**
 * Wraps a stream and writes the lines of one turn of the event loop at once: a busy server handles many requests per turn, and each write to a
 * terminal or file blocks it. Call `flush` before the process ends.
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
