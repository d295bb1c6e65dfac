/** What commands print on a narrow terminal: no line is longer, so that the terminal breaks none within a word. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { renderJson } from '../report/formats/json.ts'
import { rules } from '../rules/index.ts'
import { runCommand } from '../testing/command-line.ts'
import { reports, traffic } from '../testing/reports.ts'
import { columnsOf } from '../text/wrap.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'width-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return name
}

const [good, bad] = [file('good.json', renderJson(reports.pass, traffic)), file('bad.json', renderJson(reports.fail, traffic))]
const waivers = file(
  'waivers.yaml',
  '- { rule: status/declarde, operation: listProducts, reason: it is known and will be fixed, owner: team, expires: 2020-01-01 }\n',
)
const noHar = file('no.har', '{ "log": { "version": "1.2", "entries": [] } }')
const key = 'bdk_live_x_0123456789abcdef0123456789abcdef'
const nowhere = 'http://127.0.0.1:1/api'

const commands: readonly (readonly string[])[] = [
  ['list'],
  ...['authentication/challenge-fits-credential', 'pagination/total-pages', ...rules.slice(0, 3).map(({ id }) => id)].map((id) => [
    'explain',
    id,
  ]),
  ['explain', 'authentication/chalenge-fits-credential'],
  ['compare', good, bad],
  ['compare', bad, good],
  ['compare', bad, 'none.json'],
  ['replay', bad],
  ['replay', bad, nowhere, '--finding', 'status/law:createProduct', '--key', key],
  ['merge', good, bad],
  ['waivers', waivers],
  ['judge', noHar],
  ['diff', nowhere, nowhere, '--key', key],
  ['init', nowhere],
  ['--help'],
  ['--levle', 'x'],
  ['--plan', '--only', 'pagination', '--level', 'contract'],
  ...['clean', 'replay', 'check-all', 'merge', 'diff'].map((each) => [each, '--help']),
  [nowhere, '--key', key],
  [nowhere],
]

/** An example in a help text, which can be pasted. */
const isCommand = (line: string): boolean => /^(?: {2}|Example: )conformance /.test(line)

describe.each([60, 80])('on a terminal of %i columns', (columns) => {
  test.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_name, args) => {
    const { out, err } = await runCommand(args, { cwd: folder, columns })
    expect(out + err).not.toBe('')
    // A line of progress is replaced by the next one.
    const shown = (out + err).replaceAll(/[^\n]*\r\u001b\[K/g, '')
    const long = shown.split('\n').filter((line) => columnsOf(line) > columns && line.trim().includes(' ') && !isCommand(line))
    expect(long).toEqual([])
    if (args[0] === 'init')
      for (const each of ['conformance.config.yaml', 'conformance.waivers.yaml', '.github'])
        rmSync(path.join(folder, each), { recursive: true, force: true })
  })
})
