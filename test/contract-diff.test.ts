import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { describe, expect, test, type TestContext } from 'vitest'
import { changesBetween, type Change } from '../scripts/contract/contract-change.ts'
import { unaccounted } from '../scripts/contract/version-bump.ts'

/** A list of parcels, filtered by a query parameter, and a beta operation beside it. */
const parcels = () => ({
  openapi: '3.1.0',
  info: { title: 'Parcels', version: '1.0.0' },
  paths: {
    '/parcels': {
      get: {
        operationId: 'listParcels',
        description: 'The parcels.',
        parameters: [{ name: 'size', in: 'query', schema: { type: 'string', enum: ['S', 'M', 'L'] } }],
        responses: { 200: { description: 'The parcels.' } },
      },
      post: { operationId: 'createParcel', responses: { 201: { description: 'The parcel.' } } },
    },
    '/routes': {
      get: {
        operationId: 'suggestRoutes',
        'x-stability': 'beta',
        responses: { 200: { description: 'Routes.' } },
      },
    },
  },
})
type Parcels = ReturnType<typeof parcels>
type Edit = (document: Parcels) => unknown

const edited = (edit: Edit): Parcels => {
  const document = parcels()
  edit(document)
  return document
}
const list = (document: Parcels) => document.paths['/parcels'].get
const size = (document: Parcels) => list(document).parameters[0]!

describe.concurrent('the changes of a contract', () => {
  test.each<[string, Edit, string]>([
    ['a removed operation', (it) => Reflect.deleteProperty(it.paths['/parcels'], 'post'), 'Operation `POST /parcels` was removed.'],
    ['a removed path', (it) => Reflect.deleteProperty(it.paths, '/parcels'), 'Path `/parcels` was removed.'],
    ['a renamed parameter', (it) => (size(it).name = 'format'), '`size` query parameter was renamed to `format`.'],
    ['a narrowed enum', (it) => size(it).schema.enum.pop(), "Enum lost values: 'L'."],
    ['an operation that becomes beta', (it) => Object.assign(list(it), { 'x-stability': 'beta' }), 'Operation `GET /parcels` was removed.'],
  ])('name %s as breaking', async (_what, edit, message) => {
    const changes = await changesBetween(parcels(), edited(edit))
    expect(changes[0]).toEqual({ impact: 'major', sentence: expect.stringContaining(message) })
  })

  test.each<[string, Edit, Change]>([
    [
      'an added operation',
      (it) =>
        Object.assign(it.paths['/parcels'], { delete: { operationId: 'deleteParcels', responses: { 200: { description: 'Gone.' } } } }),
      { impact: 'minor', sentence: 'paths › /parcels › delete: Operation added' },
    ],
    [
      'a description',
      (it) => (list(it).description = 'All parcels.'),
      { impact: 'patch', sentence: 'paths › /parcels › get: Operation description modified' },
    ],
    [
      'the end of a beta operation',
      (it) => Reflect.deleteProperty(it.paths, '/routes'),
      { impact: 'minor', sentence: 'paths › /routes: Path `/routes` was removed.' },
    ],
  ])('name %s as not breaking', async (_what, edit, change) => {
    expect(await changesBetween(parcels(), edited(edit))).toEqual([change])
  })

  describe('where errors are of several kinds', () => {
    const kindNames = ['Missing', 'Forbidden', 'Busy']
    /** Parcels that answer 404 with an error of the kind `pinned`, and hold what is one of the `sizes`. */
    const withErrors = (kinds: number, { pinned = 'Missing', sizes = 1 } = {}) => {
      const refs = kindNames.slice(0, kinds).map((name) => ({ $ref: `#/components/schemas/${name}` }))
      const errors = kindNames.map((name) => [name, { type: 'object', properties: { code: { const: name } } }])
      const schemas = {
        ApiError: { type: 'object', properties: { details: { $ref: '#/components/schemas/Kinds' } } },
        Kinds: { oneOf: refs },
        Size: { oneOf: ['S', 'M'].slice(0, sizes).map((each) => ({ const: each })) },
        ...Object.fromEntries(errors),
      }
      const details = { $ref: `#/components/schemas/${pinned}` }
      const schema = { type: 'object', properties: { details } }
      const document = parcels()
      Object.assign(list(document).responses, {
        200: { description: 'The parcels.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Size' } } } },
        404: { description: 'None.', content: { 'application/json': { schema } } },
      })
      return { ...document, components: { schemas } }
    }
    const breaking = async (base: ReturnType<typeof withErrors>, revision: ReturnType<typeof withErrors>) =>
      (await changesBetween(base, revision)).filter(({ impact }) => impact === 'major').map(({ sentence }) => sentence)

    test('a new kind is named, and not as breaking', async () => {
      const changes = await changesBetween(withErrors(2), withErrors(3))
      expect(changes).toContainEqual({ impact: 'minor', sentence: expect.stringMatching(/ApiError › properties › details › oneOf/) })
      expect(await breaking(withErrors(2), withErrors(3))).toEqual([])
    })

    test('another kind for a status that was there is breaking', async () => {
      expect(await breaking(withErrors(2), withErrors(3, { pinned: 'Busy' }))).not.toEqual([])
    })

    test('a new kind of anything else is breaking', async () => {
      expect(await breaking(withErrors(2), withErrors(2, { sizes: 2 }))).toEqual([expect.stringContaining('subschema')])
    })
  })

  test('are none if nothing but the version differs', async () => {
    expect(
      await changesBetween(
        parcels(),
        edited((it) => (it.info.version = '2.0.0')),
      ),
    ).toEqual([])
  })
})

describe('a release', () => {
  const breaking: Change = { impact: 'major', sentence: 'gone' }
  const addition: Change = { impact: 'minor', sentence: 'new' }
  const noLine = (version: string) => `The contract has changed, but CHANGELOG.md has no entry under "## ${version}" or "## Unreleased".`
  const notHigher = (version: string) => `Invalid info.version "${version}" for a changed contract: expected a version higher than 1.2.3.`
  const notMajor = (version: string) => `Invalid info.version "${version}" for breaking changes since 1.2.3: expected 2.0.0 or higher.`
  const line = '# Changelog\n\n## Unreleased\n\n- Something new.\n'

  test.each<[string, Change[], string, string, string[]]>([
    ['nothing changed', [], '1.2.3', '', []],
    ['a breaking change has a major version', [addition, breaking], '2.0.0', line, []],
    ['a breaking change has a minor version', [breaking], '1.3.0', line, [notMajor('1.3.0')]],
    ['a breaking change has a lower version', [breaking], '0.9.0', line, [notMajor('0.9.0')]],
    ['an addition has a minor version', [addition], '1.3.0', line, []],
    ['an addition has a patch version', [addition], '1.2.4', line, []],
    ['an addition has the old version', [addition], '1.2.3', line, [notHigher('1.2.3')]],
    ['an addition has a lower version', [addition], '1.1.9', line, [notHigher('1.1.9')]],
    ['the changelog has the version, bracketed and dated', [addition], '1.3.0', '## [1.3.0] - 2026-06-01\n\n- New.\n', []],
    ['the changelog is empty', [addition], '1.3.0', '', [noLine('1.3.0')]],
    ['the changelog has a heading without a line', [addition], '1.3.0', '## Unreleased\n\n## 1.2.3\n\n- Old.\n', [noLine('1.3.0')]],
    ['neither version nor changelog say a thing', [breaking], '1.2.3', '', [notMajor('1.2.3'), noLine('1.2.3')]],
  ])('is judged where %s', (_case, changes, to, changelog, complaints) => {
    expect(unaccounted(changes, { from: '1.2.3', to, changelog })).toEqual(complaints)
  })

  test('of a version of another form throws', () => {
    expect(() => unaccounted([addition], { from: '1.2.3', to: 'next', changelog: line })).toThrow(
      'Invalid info.version "next": expected MAJOR.MINOR.PATCH',
    )
  })
})

describe.concurrent('npm run contract:diff', () => {
  const script = fileURLToPath(new URL('../scripts/contract-diff.ts', import.meta.url))
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

  /** A project folder under git, with what the test does to it. */
  function project({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
    const folder = mkdtempSync(path.join(tmpdir(), 'contract-diff-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
    git('init', '--quiet')
    git('config', 'user.name', 'Test')
    git('config', 'user.email', 'test@localhost')
    mkdirSync(path.join(folder, 'spec/generated'), { recursive: true })
    return {
      write: (document: object, changelog = '') => {
        writeFileSync(path.join(folder, 'spec/generated/openapi.json'), JSON.stringify(document) + '\n')
        writeFileSync(path.join(folder, 'CHANGELOG.md'), changelog)
      },
      commit: () => {
        git('add', '.')
        git('commit', '--quiet', '--no-gpg-sign', '--message', 'a step')
      },
      save: (name: string, document: object) => writeFileSync(path.join(folder, name), JSON.stringify(document)),
      diff: async (...args: string[]) => {
        const child = spawn(process.execPath, ['--import', tsx, script, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
        let [out, err] = ['', '']
        child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
        child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
        const [code] = await once(child, 'close')
        return { code, out, err }
      },
    }
  }
  const narrowed = edited((it) => size(it).schema.enum.pop())

  test('compares two files, and names what breaks', async ({ expect, onTestFinished }) => {
    const { save, diff } = project({ onTestFinished })
    save('old.json', parcels())
    save('new.json', narrowed)
    expect(await diff('old.json', 'new.json')).toEqual({
      code: 1,
      out:
        'From old.json (1.0.0) to new.json (1.0.0): 1 breaking, 0 non-breaking changes.\n' +
        "  breaking  paths › /parcels › get › parameters › 0 › schema: Enum lost values: 'L'.\n",
      err:
        'Invalid info.version "1.0.0" for breaking changes since 1.0.0: expected 2.0.0 or higher.\n' +
        'The contract has changed, but CHANGELOG.md has no entry under "## 1.0.0" or "## Unreleased".\n',
    })
  })

  test('compares the working tree with a revision', async ({ expect, onTestFinished }) => {
    const { write, commit, diff } = project({ onTestFinished })
    write(parcels())
    commit()
    write({ ...narrowed, info: { title: 'Parcels', version: '2.0.0' } }, '## 2.0.0\n\n- Parcels are no longer large.\n')
    const { code, out } = await diff('HEAD')
    expect(code).toBe(0)
    expect(out).toMatch(/^From HEAD \(1\.0\.0\) to spec\/generated\/openapi\.json \(2\.0\.0\): 1 breaking.*reflect the changes\.\n$/s)
  })

  test('with --check compares an edited tree with HEAD, a clean one with HEAD~1', async ({ expect, onTestFinished }) => {
    const { write, commit, diff } = project({ onTestFinished })
    write(parcels())
    commit()
    expect(await diff('--check')).toEqual({ code: 0, out: 'No earlier bundle found; nothing to compare.\n', err: '' })
    write(narrowed)
    expect(await diff('--check')).toMatchObject({ code: 1, out: expect.stringContaining('From HEAD ') })
    commit()
    expect(await diff('--check')).toMatchObject({ code: 1, out: expect.stringContaining('From HEAD~1 ') })
  })

  test.for([
    { args: ['gone'], err: 'gone is neither a file nor a git revision.\n' },
    { args: [], err: 'Expected either an earlier bundle or --check.\n' },
    { args: ['HEAD', '--check'], err: 'Expected either an earlier bundle or --check.\n' },
  ])('refuses the arguments $args', async ({ args, err }, { expect, onTestFinished }) => {
    expect(await project({ onTestFinished }).diff(...args)).toEqual({ code: 2, out: '', err })
  })
})
