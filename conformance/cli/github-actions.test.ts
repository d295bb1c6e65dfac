import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import pc from 'picocolors'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import type { Report } from '../report/report.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import { Secrets } from '../report/secrets.ts'
import { aLaw } from '../testing/fixture.ts'
import { keys, nasty, reportOf, reports, traffic } from '../testing/reports.ts'
import { announce } from './github-actions.ts'
import { runCommand } from '../testing/command-line.ts'
import { Output } from './output.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'actions-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function announced(report: Report, env: NodeJS.ProcessEnv = {}): { readonly out: string; readonly err: string } {
  const said = { out: '', err: '' }
  const into = (name: keyof typeof said): Writable =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said[name] += chunk.toString()
        done()
      },
    })
  announce(report, traffic, {
    env: { GITHUB_ACTIONS: 'true', ...env },
    output: new Output(into('out'), into('err'), pc.createColors(false)),
  })
  return said
}

/** The commands in an output, as the runner reads them: one per line. */
const commandsIn = (out: string) =>
  out.split('\n').flatMap((line) => {
    const [, name, properties = '', message = ''] = /^\s*::(\w+) ?(.*?)::(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, properties, message }]
  })

test('prints nothing outside of GitHub Actions, and leaves its files alone', () => {
  const file = path.join(folder, 'summary')
  writeFileSync(file, '')
  expect(announced(reports.fail, { GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: file })).toEqual({ out: '', err: '' })
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('prints one command if a command has no result: its error without the word, or that the suite failed', async () => {
  const of = async (args: readonly string[]) => {
    const { code, out } = await runCommand(args, { env: { GITHUB_ACTIONS: 'true' } })
    return { code, commands: commandsIn(out) }
  }
  const title = 'title=Conformance'
  expect(await of(['http://127.0.0.1:1/api', '--key', keys.get('main') ?? '', '--quiet'])).toEqual({
    code: 2,
    commands: [{ name: 'error', properties: title, message: 'http://127.0.0.1:1/api cannot be reached: the connection was refused.' }],
  })
  expect(await of(['http://127.0.0.1:1/api'])).toMatchObject({ code: 2, commands: [{ message: /An API key is required/ }] })
  expect(await of(['--levle', 'x'])).toMatchObject({ code: 2, commands: [{ message: /^unknown option '--levle'/ }] })
  expect(await of(['--help'])).toMatchObject({ code: 0, commands: [] })
  expect((await runCommand(['explain', 'nothing'], { env: { GITHUB_ACTIONS: undefined } })).out).toBe('')
})

test('prints one command for each cause: errors for failures, warnings for warnings', () => {
  const { out } = announced(reports.fail)
  expect(out.trimEnd().split('\n')).toHaveLength(2)
  expect(commandsIn(out)).toMatchObject([
    {
      name: 'error',
      properties: 'title=tenant/apart (critical)',
      message: expect.stringMatching(/^listProducts: expected a 404, got a 200%0AA/),
    },
    { name: 'error', properties: 'title=status/law (promise)' },
  ])
  expect(commandsIn(announced(reports.warn).out).map(({ name }) => name)).toEqual(reports.warn.causes.map(() => 'warning'))
  expect(announced(reports.pass).out).toBe('')
})

test('prints no command of the deployment, no control character and no key', () => {
  const { out } = announced(reports.fail)
  // The text is there, in the message of one command.
  expect(out).toContain('@everyone')
  // An escape of the deployment stays text.
  expect(out).toContain('%250A')
  expect(out).not.toMatch(/[^\P{C}\n]|##\[/u)
  expect(new Secrets([...keys.values()], api.keyFormat).findIn(out)).toEqual([])
})

test('escapes what would end a title', () => {
  const rule = aLaw({ id: 'status/a,b::c' })
  const report = reportOf([
    { rule, operation: 'a', outcome: 'fail', basis: 'promised', runLevel: 'smoke', judged: 1, expected: '100%', seen: nasty },
  ])
  const [command] = announced(report).out.split('\n')
  expect(command).toMatch(/^::error title=status\/a%2Cb%3A%3Ac \(promise\)::a: expected 100%25, got /)
})

test('prints at most ten commands, of which the last says how many causes there are besides', () => {
  const report = reportOf(
    Array.from({ length: 25 }, (_, index) => ({
      rule: aLaw({ id: `status/law-${index}` }),
      operation: `operation${index}`,
      outcome: 'fail',
      basis: 'promised',
      runLevel: 'smoke',
      judged: 1,
      expected: `a${index}`,
      seen: `b${index}`,
    })),
  )
  expect(report.causes).toHaveLength(25)
  const commands = commandsIn(announced(report).out)
  expect(commands).toHaveLength(10)
  expect(commands.at(-1)).toMatchObject({ name: 'notice', message: expect.stringContaining('16 more probable causes') })
})

test('adds the report to the summary of the job', () => {
  const file = path.join(folder, 'summary')
  writeFileSync(file, 'before\n')
  announced(reports.fail, { GITHUB_STEP_SUMMARY: file })
  expect(readFileSync(file, 'utf8')).toBe(`before\n${renderMarkdown(reports.fail, traffic)}`)
})

test.each([
  ['is in no folder', () => path.join(folder, 'none', 'summary')],
  ['is a folder', () => folder],
  ['is a device without room', () => '/dev/full'],
])('warns if the summary cannot be written because it %s', (_why, file) => {
  const { out, err } = announced(reports.fail, { GITHUB_STEP_SUMMARY: file() })
  expect(err).toMatch(/^warning: the report cannot be added to the summary of the job: .+\.\n$/)
  expect(commandsIn(out)).toHaveLength(2)
})
