/** Which runs are side by side, and what is refused before anything is sent. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/command-line.ts'
import { inLanes, lanesOf } from './lanes.ts'

const ready = (baseUrl: string, ...keys: readonly string[]) => ({ prepared: { options: { target: { baseUrl, keys: { main: keys } } } } })

describe('targets share a lane', () => {
  test.each([
    [
      'with the same server',
      [ready('https://a.example/eu', 'k1'), ready('https://a.example/us', 'k2'), ready('https://b.example', 'k3')],
      [0, 0, 2],
    ],
    [
      'with a common key',
      [ready('https://a.example', 'k1', 'k2'), ready('https://b.example', 'k3'), ready('https://c.example', 'k2')],
      [0, 1, 0],
    ],
    [
      'with either, through a third one',
      [ready('https://a.example', 'k1'), ready('https://b.example', 'k2'), ready('https://a.example', 'k2')],
      [0, 0, 0],
    ],
    ['not with another port', [ready('http://a.example:1', 'k1'), ready('http://a.example:2', 'k2')], [0, 1]],
  ])('%s', (_, targets, want) => {
    const lanes = lanesOf(targets)
    const first = lanes.map((lane) => lanes.indexOf(lane))
    expect(first).toEqual(want)
  })
})

test.each([
  [1, 1],
  [2, 2],
  [9, 3],
])('at most %i items at a time, and one in each lane, are in progress', async (parallel, most) => {
  const lanes = [0, 0, 1, 2, 0, 2]
  const items = lanes.map((lane, index) => ({ lane, index }))
  const busy = new Set<number>()
  let peak = 0
  const results = await inLanes(items, lanes, parallel, async ({ lane, index }) => {
    expect(busy.has(lane)).toBe(false)
    busy.add(lane)
    peak = Math.max(peak, busy.size)
    for (let count = 0; count <= index; count++) await turn()
    busy.delete(lane)
    return index * 10
  })
  expect([results, peak]).toEqual([[0, 10, 20, 30, 40, 50], most])
})

describe('check-all sends nothing, and says why,', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-all-'))
  mkdirSync(path.join(folder, 'sub'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const env = { A_KEY: 'bdk_live_AAAA_0123456789', B_KEY: 'bdk_live_BBBB_0123456789', CONFORMANCE_KEY: 'bdk_live_USUAL_0123456789' }
  const checked = async (targets: readonly string[], ...options: readonly string[]) => {
    const file = path.join(folder, 'sub', 'targets.yaml')
    writeFileSync(file, ['targets:', ...targets.map((each) => `  - ${each}`)].join('\n'))
    const { code, out, err } = await runCommand(['check-all', 'sub/targets.yaml', ...options], { cwd: folder, env })
    expect(out + err).not.toMatch(/AAAA|BBBB|USUAL/)
    return { code, out, err: err.replaceAll(folder, '') }
  }
  const [a, b] = [
    '{ name: a, url: "http://127.0.0.1:1/api", keys: { main: A_KEY }',
    '{ name: b, url: "http://127.0.0.1:2/api", keys: { main: B_KEY }',
  ]

  test.each<readonly [string, readonly string[], readonly string[], string]>([
    [
      'if a target names no key: the usual variable holds the key of one deployment',
      [`${a} }`, '{ name: b, url: "http://127.0.0.1:2/api" }'],
      [],
      'sub/targets.yaml:3: b: missing keys.main, the name of the environment variable that holds its API key, such as keys: { main: STAGING_KEY }\n',
    ],
    [
      'for all targets at once',
      ['{ name: a, url: "http://127.0.0.1:1/api", keys: { main: UNSET_KEY } }', `${b}, waivers: none.yaml }`],
      [],
      'sub/targets.yaml:2: a: The environment variable UNSET_KEY, which the settings specify for the key "main", is not set.\nsub/targets.yaml:3: b: /sub/none.yaml cannot be read: there is no such file or folder (ENOENT).\n',
    ],
    ['if consents contradict', [`${a}, allow: [lasting] }`], [], 'sub/targets.yaml:2: a: --allow-lasting requires --allow-writes.\n'],
    [
      'if all would write one file by the option',
      [`${a} }`, `${b} }`],
      ['--report', 'json=all.json'],
      'error: --report json=all.json: expected {name} in the file name, because each target has a report of its own, such as json=reports/{name}.json.\n',
    ],
    [
      'if two would write one file by the settings',
      [`${a}, report: json=x.json }`, `${b}, report: html=x.json }`],
      [],
      'error: /sub/x.json cannot be both the JSON report of a and the HTML report of b.\n',
    ],
    [
      'if a report cannot be written',
      [`${a} }`],
      ['--report', 'json=sub/targets.yaml/{name}.json'],
      'sub/targets.yaml:2: a: The JSON report cannot be written to sub/targets.yaml/a.json: a folder in its path is a file (ENOTDIR).\n',
    ],
    ['if too many are to run at a time', [`${a} }`], ['--parallel', '17'], 'Expected a whole number from 1 to 16.'],
  ])('%s', async (_, targets, options, want) => {
    const { code, out, err } = await checked(targets, ...options)
    expect(err).toContain(want)
    expect([code, out]).toEqual([2, ''])
  })

  test('with --plan, which prints what each would send', async () => {
    const { code, out, err } = await checked(
      [`${a}, only: [listProducts] }`, '{ name: b, url: "http://127.0.0.1:2/api", level: contract, only: [listProducts] }'],
      '--plan',
    )
    expect([code, err]).toEqual([0, ''])
    const [, first = '', second = ''] =
      /^a: http:\/\/127\.0\.0\.1:1\/api\n\n([^]*)\nb: http:\/\/127\.0\.0\.1:2\/api\n\n([^]*)$/.exec(out) ?? []
    expect(first).toContain('GET /products\n')
    expect(second.split('\n').length).toBeGreaterThan(first.split('\n').length)
  })
})
