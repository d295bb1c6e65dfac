/** Every code block of the pages for users works as it stands there. CONTRIBUTING.md explains how a page says what a block is. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findPython } from '../scripts/support/python.ts'
import { dataFaults, valueOf } from './code-blocks/data.ts'
import { codeBlocks, type CodeBlock } from './code-blocks/fences.ts'
import { isJsonAsShown, isTextAsShown } from './code-blocks/printed.ts'
import { cleared, isRun, runLanguages, runPage, type Session } from './code-blocks/session.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const isCi = process.env['CI'] === 'true'
const python = findPython()
if (python === undefined) console.warn('SKIPPED: the Python blocks of the pages, because there is no Python with HTTPX')

const below = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((each) => each.endsWith('.md'))
    .sort()
    .map((each) => `${folder}/${each}`)
const files = [
  'README.md',
  'conformance/README.md',
  'server/README.md',
  'docs-site/index.md',
  ...below('docs-site/guides'),
  ...below('docs-site/design'),
]

/** Data and text that a fence says nothing about would be checked for nothing. */
const isData = ({ language }: CodeBlock): boolean => language === 'json' || language === 'yaml'
const isUnmarked = (block: CodeBlock): boolean =>
  !isRun(block) && !isData(block) && !block.output && block.file === undefined && block['not-run'] === undefined

const isLeftOut = (block: CodeBlock): boolean => block.language === 'python' && python === undefined && !isCi

/** The blocks whose output an output is: the one before, or all tabs of the group before. */
function sourcesOf(blocks: readonly CodeBlock[], output: CodeBlock): readonly CodeBlock[] {
  const before = blocks.slice(0, blocks.indexOf(output)).filter((block) => isRun(block) && !isLeftOut(block))
  const last = before.at(-1)
  return before.filter((each) => each === last || (last?.group !== undefined && each.group === last.group))
}

const pages = await Promise.all(
  files.filter((file) => existsSync(path.join(root, file))).map(async (file) => ({ file, blocks: await codeBlocks(root, file) })),
)
const all = pages.flatMap(({ blocks }) => blocks)
const sessions = new Map<string, Session>()

afterAll(() => {
  for (const session of sessions.values()) cleared(session)
  const notRun = all.filter((block) => block['not-run'] !== undefined)
  const counts = [
    `${all.filter(isRun).length} run`,
    `${all.filter((block) => block.file !== undefined).length} saved for others`,
    `${all.filter((block) => block.output).length} compared with what was printed`,
    `${all.filter((block) => isData(block) && !block.output).length} checked as data`,
    `${notRun.length} not run`,
  ]
  console.log(
    [`Code blocks of ${pages.length} pages: ${counts.join(', ')}.`, ...notRun.map((each) => `  ${each.at}: ${each['not-run']}`)].join('\n'),
  )
})

describe.each(pages.filter(({ blocks }) => blocks.some((block) => block['not-run'] === undefined)))('$file', ({ file, blocks }) => {
  const cases = (chosen: (block: CodeBlock) => unknown) => blocks.filter(chosen).map((block) => [block.at, block.language, block] as const)

  beforeAll(async () => {
    if (!blocks.some(isRun)) return
    const session = await runPage(
      blocks.filter((block) => !isLeftOut(block)),
      python ?? 'python3',
    )
    sessions.set(file, session)
  }, 300_000)

  test.each(cases(isUnmarked))('%s: the fence says what the %s is', (at, language) => {
    expect.fail(
      `${at}: expected one of the languages ${runLanguages.join(', ')}, or a mark such as output or not-run="reason", got "${language}"`,
    )
  })

  test.each(cases((block) => isRun(block) && !isLeftOut(block)))('%s: the %s works', (_at, _language, block) => {
    const ending = sessions.get(file)?.endings.get(block)
    if (ending?.exitCode === undefined) expect.fail('not run, because a block before it failed')
    expect(ending.exitCode, `${ending.stdout}\n${ending.stderr}`).toBe(Number(block.exit ?? 0))
  })

  test.each(cases((block) => block.output))('%s: the %s is what the block before prints', (at, language, block) => {
    const sources = sourcesOf(blocks, block)
    const session = sessions.get(file)
    if (session === undefined || sources.length === 0) expect.fail(`${at}: no block before it is run`)
    const shown = session.asHere(block.code)
    for (const source of sources) {
      const stdout = session.endings.get(source)?.stdout ?? ''
      if (language === 'json') {
        const [printed, expected] = [stdout, shown].map((code) => valueOf({ language, code }))
        if (!isJsonAsShown(printed, expected)) expect(printed, source.at).toEqual(expected)
      } else if (!isTextAsShown(stdout, shown)) expect(stdout, source.at).toBe(shown)
    }
  })

  test.each(cases((block) => isData(block) && !block.output))('%s: the %s is valid for what it is', async (_at, _language, block) => {
    expect(await dataFaults(block)).toEqual([])
  })
})

test('all TypeScript compiles in a strict project', () => {
  const folders = [...sessions.values()].map(({ folder }) => folder)
  const projects = folders.map((folder) => {
    const { config } = ts.readConfigFile(path.join(folder, 'tsconfig.json'), (name) => ts.sys.readFile(name)) as { config: object }
    return ts.parseJsonConfigFileContent(config, ts.sys, folder)
  })
  // The options are the same everywhere, and one program reads what all of them import only once.
  const names = projects.flatMap(({ fileNames }) => fileNames)
  const program = ts.createProgram(names, projects[0]?.options ?? {})
  const faults = names
    .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
    .map(({ messageText, file, start = 0 }) => {
      const [page = ''] = [...sessions].find(([, { folder }]) => file?.fileName.startsWith(folder)) ?? []
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
      return `${page}, ${path.basename(file?.fileName ?? '')}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
  expect(faults).toEqual([])
  expect(names.length).toBeGreaterThan(0)
})

describe('what is printed', () => {
  test.each([
    ['a line', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK', true],
    ['another line', 'HTTP/1.1 404 Not Found\r\n', 'HTTP/1.1 200 OK', false],
    ['a part of a line', 'x-request-id: req_1\n', 'x-request-id: …', true],
    ['any lines', 'a\nb\nc\n', 'a\n…\nc', true],
    ['any lines, but another end', 'a\nb\nd\n', 'a\n…\nc', false],
    ['more lines than shown', 'a\nb\n', 'a', false],
  ])('%s', (_name, printed, shown, want) => {
    expect(isTextAsShown(printed, shown)).toBe(want)
  })

  test.each([
    ['equal', { id: 'a', n: 1 }, { id: '…', n: 1 }, true],
    ['another number', { n: 1 }, { n: 2 }, false],
    ['a member that is not shown', { id: 'a', n: 1 }, { id: 'a' }, false],
    ['other members', { id: 'a', n: 1 }, { id: 'a', '…': '…' }, true],
    ['a member that is missing', { id: 'a' }, { id: 'a', n: '…' }, false],
    ['further items', [1, 2, 3], [1, '…'], true],
    ['too few items', [], [1, '…'], false],
    ['a list in place of an object', [], { '…': '…' }, false],
  ])('as JSON: %s', (_name, printed, shown, want) => {
    expect(isJsonAsShown(printed, shown)).toBe(want)
  })
})

describe('a page with a fault', () => {
  const fence = '```'
  const pageOf = async (...written: readonly string[]): Promise<readonly CodeBlock[]> => {
    const folder = mkdtempSync(path.join(tmpdir(), 'faulty-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(path.join(folder, 'page.md'), written.join('\n\n'))
    return codeBlocks(folder, 'page.md')
  }
  const run = async (blocks: readonly CodeBlock[]): Promise<readonly (number | undefined)[]> => {
    const session = await runPage(blocks, 'python3')
    onTestFinished(() => cleared(session))
    return [...session.endings.values()].map(({ exitCode }) => exitCode)
  }

  test('names the place of an unknown mark', async () => {
    await expect(pageOf('Text.', `${fence}sh not-rum="typo"\ntrue\n${fence}`)).rejects.toThrow(
      'page.md:3: expected one of the marks output, ',
    )
  })

  test('ends at the first block that fails, in any of its lines', async () => {
    const blocks = await pageOf(`${fence}sh\nfalse\ntrue\n${fence}`, `${fence}sh\ntrue\n${fence}`)
    expect(await run(blocks)).toEqual([1, undefined])
  })

  test('ends at a pipe that fails, and at a variable that is not set', async () => {
    expect(await run(await pageOf(`${fence}sh\nfalse | true\n${fence}`))).toEqual([1])
    expect(await run(await pageOf(`${fence}sh\necho $missing\n${fence}`))).toEqual([1])
  })

  test('returns the exit code of a block that should fail', async () => {
    const blocks = await pageOf(`${fence}sh exit=3\nexit 4\n${fence}`, `${fence}sh\ntrue\n${fence}`)
    expect(await run(blocks)).toEqual([4, 0])
  })

  test('shares variables, files and the folder', async () => {
    const blocks = await pageOf(
      `${fence}sh\nexport name=a\n${fence}`,
      `${fence}text file=a\nx\n${fence}`,
      `${fence}sh\nmkdir b && cd b\n${fence}`,
      `${fence}sh\ntest "$(cat ../$name)" = x\n${fence}`,
    )
    expect(await run(blocks)).toEqual([0, 0, 0])
  })

  test('has data of the wrong kind', async () => {
    const blocks = await pageOf(
      `${fence}json\n{}\n${fence}`,
      `${fence}json request=createProduct\n{ "sku": 1 }\n${fence}`,
      `${fence}json response=getProduct:404\n{ "data": {} }\n${fence}`,
      `${fence}json data-set\n{ "tenants": [{}] }\n${fence}`,
      `${fence}yaml settings\nlevel: none\n${fence}`,
      `${fence}yaml waivers\n- rule: a\n${fence}`,
    )
    for (const block of blocks) expect(await dataFaults(block), block.at).not.toEqual([])
    const [unknown] = await pageOf(`${fence}json response=nothing\n{}\n${fence}`)
    await expect(dataFaults(unknown!)).rejects.toThrow('expected an operation of the contract, got nothing')
  })

  test('names the file and the line of a block that it includes', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'faulty-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(path.join(folder, 'part.md'), `One\n\n${fence}sh\ntrue\n${fence}\n`)
    writeFileSync(path.join(folder, 'page.md'), `Text\n\n<!--@include: ./part.md-->\n\n${fence}sh\ntrue\n${fence}\n`)
    expect((await codeBlocks(folder, 'page.md')).map(({ at }) => at)).toEqual(['part.md:3', 'page.md:5'])
  })
})
