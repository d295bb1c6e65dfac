/** The plot of the two rate-limit windows, from a recorded run of a client: `npm run docs:rate-limits`. */
import { windowName } from './bundle.ts'
import { figureOf, figureText } from './markup.ts'

/** The state after a response. Requests between two samples change the numbers linearly. */
export interface Sample {
  /** Since the first request. */
  readonly seconds: number
  readonly status: number
  /** Requests left in each window, the shortest window first. */
  readonly left: readonly number[]
  /** The window that the headers describe, by its index. */
  readonly described: number
}

export interface RateLimitRun {
  readonly windows: readonly { readonly requests: number; readonly seconds: number }[]
  readonly samples: readonly Sample[]
}

const area = { left: 46, right: 440, width: 460 }
const panel = { top: 30, height: 92, gap: 46 }
const lastMinute = 12
const x = (seconds: number): number => Math.round((area.left + ((area.right - area.left) * seconds) / (lastMinute * 60)) * 10) / 10

/** Looks of a line where the headers describe its window, and where they describe the other one. */
const described = 'stroke:var(--vp-c-brand-1);stroke-width:3'
const other = 'stroke:var(--vp-c-text-3);stroke-dasharray:4 3'

/** The plot as an HTML figure on one line: one panel per window, with the same time axis. */
export function rateLimitPlot({ windows, samples }: RateLimitRun): string {
  const panels = windows.map(({ requests, seconds }, index) => {
    const top = panel.top + index * (panel.height + panel.gap)
    const y = (left: number): number => Math.round((top + panel.height * (1 - left / requests)) * 10) / 10
    const grid = [0, requests / 2, requests].map(
      (left) =>
        `<path d="M${area.left},${y(left)} H${area.right}" style="stroke:var(--vp-c-divider)"/>${figureText(area.left - 6, y(left) + 4, String(left), 'end')}`,
    )
    const point = (seconds: number, left: number): string => `${x(seconds)},${y(left)}`
    const line = (points: readonly Sample[], isDescribed: boolean): string => {
      const corners = points.flatMap(({ seconds, left }, at) => {
        const [now = 0, before = 0] = [left[index], points[at - 1]?.left[index]]
        // A window that ends has its requests again at once, not little by little.
        return at > 0 && now > before ? [point(seconds, before), point(seconds, now)] : [point(seconds, now)]
      })
      return `<polyline style="${isDescribed ? described : other}" points="${corners.join(' ')}"/>`
    }
    // A line goes on in the other style at the sample where the headers change.
    const from = samples.findIndex(({ described }) => described !== samples[0]?.described)
    const parts = from === -1 ? [samples] : [samples.slice(0, from + 1), samples.slice(from)]
    return [
      figureText(area.left, top - 12, `Requests left in the ${windowName(seconds)}`, 'start', 600),
      ...grid,
      ...parts.map((part) => line(part, part[0]?.described === index)),
    ].join('')
  })
  const bottom = panel.top + windows.length * (panel.height + panel.gap) - panel.gap
  const ticks = [0, 2, 4, 6, 8, 10, 12].map((minute) => figureText(x(minute * 60), bottom + 18, String(minute), 'middle'))
  const height = bottom + 44
  const rejected = samples.find(({ status }) => status === 429)
  const minutes = Math.round((rejected?.seconds ?? 0) / 60)
  const label = `Two lines over ${lastMinute} minutes. The requests left in the minute fall from ${windows[0]?.requests} to 0 and return to ${windows[0]?.requests} each minute. Those left in the hour fall from ${windows[1]?.requests} to 0 within ${minutes} minutes and stay there.`
  return figureOf(
    area.width,
    height,
    label,
    [...panels, ...ticks, figureText((area.left + area.right) / 2, bottom + 38, 'minutes since the first request', 'middle')].join(''),
    `A recorded run: the client sends two requests per second, and waits whenever none is left in the minute. After ${minutes} minutes the hour is used up, and every request is rejected until the hour ends. The thick line is the window that the headers describe.`,
  )
}
