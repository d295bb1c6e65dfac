/** What a run does, while it does it: on a terminal one line that is updated, elsewhere a line every ten seconds. */
import type { SendEvent } from '../send/options.ts'
import type { Request } from '../model/request.ts'
import { clipped, columnsOf } from '../text/wrap.ts'
import { sayDuration } from '../text/duration.ts'
import { nobody } from '../send/pace.ts'
import type { Output } from './output.ts'

/** Calls a function repeatedly, and returns a function that ends this. */
type Every = (milliseconds: number, act: () => void) => () => void

/** Where the line of a run is shown. */
export interface Display {
  /** Whether the line is updated in place, which suits a person who watches; otherwise each one is kept. */
  readonly isLive: boolean
  /** Shows the parts of the line, the most important first. */
  readonly show: (parts: readonly string[]) => void
  readonly clear: () => void
}

export interface ProgressOptions {
  readonly display: Display
  readonly clock?: () => number
  readonly every?: Every
}

const onTimer: Every = (milliseconds, act) => {
  const timer = setInterval(act, milliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

/** How often the line is shown: on a terminal for the countdown, elsewhere so that a log shows that the run continues. */
const [perSecond, perTenSeconds] = [1000, 10_000]
/** A shorter wait is over before it could be read. */
const shortestWait = 1000

const phases: Readonly<Record<Request['effect'], string>> = {
  read: 'reads',
  refused: 'requests that must be rejected',
  own: 'writes',
  lasting: 'writes',
  undo: 'cleanup',
  quota: 'rate limit',
}

export class Progress {
  readonly #display: Display
  readonly #clock: () => number
  readonly #stop: () => void
  #phase = 'planning and first request'
  #sent = 0
  #planned = 0
  #most = 0
  #failures = 0
  #warnings = 0
  #wait: { readonly key: string; readonly until: number } | undefined

  constructor({ display, clock = Date.now, every = onTimer }: ProgressOptions) {
    this.#display = display
    this.#clock = clock
    this.#stop = every(display.isLive ? perSecond : perTenSeconds, () => this.#show())
    if (display.isLive) this.#show()
  }

  /** Sets the requests that are sent in any case, and all that the responses may require. */
  plan(least: number, most: number): void {
    this.#planned = Math.max(this.#planned, least)
    this.#most = most
  }

  /** Takes an event of the run. */
  readonly event = (event: SendEvent): void => {
    if (event.type === 'wait') {
      if (event.milliseconds < shortestWait) return
      this.#wait = { key: event.key, until: this.#clock() + event.milliseconds }
    } else if (event.type === 'cleanup') {
      this.#phase = 'cleanup and evaluation'
      this.#wait = undefined
    } else if (event.type === 'exchange') {
      this.#phase = phases[event.exchange.request.planned.effect]
      this.#sent = event.sent
      this.#planned = event.planned
      // With parallel requests, one key may wait while another one sends.
      if (this.#wait !== undefined && this.#wait.until <= this.#clock()) this.#wait = undefined
    }
    if (this.#display.isLive && event.type !== 'spared') this.#show()
  }

  /** Counts a verdict. */
  readonly verdict = ({ outcome }: { readonly outcome: string }): void => {
    if (outcome === 'fail' || outcome === 'error') this.#failures += 1
    if (outcome === 'warn') this.#warnings += 1
  }

  /** Clears the line, so that something else can be printed. The next event shows it again. */
  clear(): void {
    this.#display.clear()
  }

  /** Ends the display. */
  end(): void {
    this.#stop()
    this.clear()
  }

  #show(): void {
    this.#display.show(this.#parts())
  }

  /** The parts of the line, the most important first. */
  #parts(): string[] {
    const most = this.#most > this.#planned ? ` (at most ${this.#most})` : ''
    const found = [`${this.#failures} failed`, ...(this.#warnings === 0 ? [] : [`${this.#warnings} warned`])]
    const sent = this.#planned === 0 ? [] : [`${this.#sent} of ${this.#planned}${most} requests`, ...found]
    return [...this.#waiting(), ...sent, this.#phase]
  }

  /** A wait is the reason why nothing happens, so it comes first. */
  #waiting(): string[] {
    const { key, until = 0 } = this.#wait ?? {}
    const left = until - this.#clock()
    if (left <= 0) return []
    // Most runs have a single key that waits.
    const whose = key === 'main' ? '' : key === nobody ? ' of requests without a key' : ` of the key "${key}"`
    return [`waiting ${sayDuration(left)} for the rate limit${whose}, until ${timeOfDay(until)}`]
  }
}

/** Shows the line of a single run: in place on a terminal, elsewhere below each other. */
export function displayOn(output: Pick<Output, 'tell' | 'isTerminal' | 'errorColumns'>): Display {
  const { isTerminal } = output
  let isShown = false
  return {
    isLive: isTerminal,
    show: (parts) => {
      // The last column stays free: a full line would continue on the next one. A window may change its width.
      output.tell(isTerminal ? `\r\u001B[K${fitting(parts, (output.errorColumns ?? 80) - 1)}` : `${parts.join(separator)}\n`)
      isShown = isTerminal
    },
    clear: () => {
      if (isShown) output.tell('\r\u001B[K')
      isShown = false
    },
  }
}

/** Between the parts of a line. */
export const separator = '; '

/** Joins as many parts as fit, so that no word is cut; a first part that is too long is shortened. */
export function fitting(parts: readonly string[], columns: number): string {
  let kept = parts
  while (kept.length > 1 && columnsOf(kept.join(separator)) > columns) kept = kept.slice(0, -1)
  return clipped(kept.join(separator), columns)
}

/** `14:32:05`, in the time zone of the reader. */
function timeOfDay(milliseconds: number): string {
  const date = new Date(milliseconds)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((each) => String(each).padStart(2, '0')).join(':')
}
