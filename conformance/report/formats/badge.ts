/** A badge (SVG) with the verdict. It needs no font, script or other file. */
import type { Report } from '../report.ts'
import { verdictWords } from './terminal.ts'
import { element } from './xml.ts'

/** White text has a contrast of at least 4.5 : 1 on each of them. */
const colors = { 0: '#1a7f37', 1: '#cf222e', 2: '#57606a', 3: '#8250df' } as const
const dark = '#24292f'
const height = 20

export function renderBadge({ exitCode, level, basis, requests }: Report): string {
  const label = 'conformance'
  // Recorded traffic belongs to no level.
  const scope = requests.planned === 0 ? 'recorded traffic' : level
  const result = [verdictWords[exitCode], ...(exitCode === 3 ? [] : [scope]), ...(basis === 'promised' ? ['promised only'] : [])].join(
    ' · ',
  )
  const [left, right] = [widthOf(label), widthOf(result)]
  const said = `${label}: ${result}`
  const text = (words: string, x: number, width: number): string =>
    // The length keeps the text in its field, whatever the font.
    element('text', { x: x + width / 2, y: 14, textLength: width - 2 * margin, lengthAdjust: 'spacingAndGlyphs' }, words)
  const svg = element('svg', { xmlns: 'http://www.w3.org/2000/svg', width: left + right, height, role: 'img', 'aria-label': said }, [
    element('title', {}, said),
    // Without an id, so that several badges can be in one page.
    element('rect', { width: left + right, height, rx: radius, fill: dark }),
    element('path', { d: rightEnd(left, right), fill: colors[exitCode] }),
    element('g', { fill: '#fff', 'text-anchor': 'middle', 'font-family': 'Verdana, DejaVu Sans, Geneva, sans-serif', 'font-size': 11 }, [
      text(label, 0, left),
      text(result, left, right),
    ]),
  ])
  return `${svg}\n`
}

const margin = 7
const radius = 3

/** The outline of the right field, whose corners are round at its end. */
const rightEnd = (x: number, width: number): string =>
  `M${x} 0h${width - radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}v${height - 2 * radius}a${radius} ${radius} 0 0 1 ${-radius} ${radius}H${x}z`

/** The width of a text in Verdana with 11 pixels, and its margins. */
const widthOf = (text: string): number => Math.round(Array.from(text).reduce((sum, each) => sum + advanceOf(each), 0)) + 2 * margin

const advanceOf = (character: string): number =>
  /[ijl·.]|[ft]/.test(character) ? 4.2 : /[mw]/.test(character) ? 10 : character === ' ' ? 3.9 : 6.8
