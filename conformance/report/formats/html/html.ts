/**
 * The report as one HTML file that needs no network. All text is on the page as markup, so that it can be read, searched and printed without the script.
 *
 * The script (`page/page.js`) only filters, folds, copies and draws what a reader asks for. It uses no library: it renders nothing that changes on its own,
 * and the platform has what it needs (`details`, `hidden`, the address, the clipboard). The content security policy of the page allows this script and this
 * style by their hashes and nothing else, so that a text of a deployment cannot run or load anything, even if it were not escaped.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Report } from '../../report.ts'
import { endedWords } from '../checks.ts'
import type { Traffic } from '../traffic.ts'
import { causeList } from './cause-list.ts'
import { checks } from './checks.ts'
import { Exchanges, type Recorded } from './exchanges.ts'
import { latency } from './latency.ts'
import { html, verbatim } from './markup.ts'
import { matrix } from './matrix.ts'
import { notes } from './notes.ts'
import { renderPart, type Part } from './part.ts'
import { summary } from './summary.ts'
import { timeline } from './timeline.ts'
import { capitalized, headingOf, signs, tones } from './words.ts'

const [style, script] = [new URL('./page/page.css', import.meta.url), new URL('./page/page.js', import.meta.url)].map((file) =>
  readFileSync(file, 'utf8'),
) as [string, string]
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Colors of the icon, which cannot use the style of the page. */
const icons = { pass: '1a7f37', fail: 'cf222e', inconclusive: '0969da', error: '8250df' } as const

/** In place of the checks: why there are none. */
const ending = (why: string): Part => ({
  id: 'findings',
  heading: 'Why nothing was judged',
  short: 'Why',
  body: html`<p class="lead">${capitalized(endedWords(why))}</p>`,
})

/** Renders a report as a page. */
export function renderHtml(report: Report, recorded: Recorded, profile: Traffic['profile']): string {
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`
  const exchanges = new Exchanges(report, recorded)
  const tone = tones[report.exitCode]
  const drawing = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='8' fill='#${icons[tone]}'/></svg>`
  const icon = `data:image/svg+xml,${encodeURIComponent(drawing)}`
  const parts = [
    ...(report.ended === undefined ? [] : [ending(report.ended)]),
    causeList(report),
    ...(report.ended === undefined ? [matrix(report), checks(report, exchanges, profile)] : []),
    ...notes(report),
    timeline(report),
    latency(report),
    exchanges.part(),
  ].filter((each) => each !== undefined)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${signs[tone]} ${headingOf(report.exitCode)}: ${report.target}</title>
        <link rel="icon" href="${verbatim(icon)}" />
        ${verbatim(`<style>${style}</style>`)} ${verbatim(`<script>${script}</script>`)}
      </head>
      <body>
        <a class="skip" href="#findings">Skip to the findings</a>
        <nav aria-label="Parts of the report">
          <ul>
            <li><a href="#top">Verdict</a></li>
            ${parts.map(({ id, short }) => html`<li><a href="#${id}">${short}</a></li>`)}
          </ul>
          <button type="button" data-act="theme">◐ auto</button>
        </nav>
        <main>${summary(report)} ${parts.map(renderPart)}</main>
        <footer>
          <p>Made by ${report.suite.name} ${report.suite.version}. Report format ${report.format}. Press <kbd>/</kbd> to search.</p>
        </footer>
      </body>
    </html> `.markup
}
