import { describe, expect, test } from 'vitest'
import { Undecidable } from '../model/undecidable.ts'
import { targetOf } from './file-target.ts'

const naming = (baseUrl: string): string => `clean run.jsonl --target ${baseUrl}`
const targetIn = (
  target: string,
  { given, env = {}, settings = {} }: { given?: string; env?: NodeJS.ProcessEnv; settings?: object } = {},
) => targetOf(given, { what: 'the journal', target, naming }, settings, { env })

describe('the base URL that a file names', () => {
  test.each(['http://127.0.0.1:4010/api', 'http://127.8.8.8/api', 'http://[::1]:4010', 'http://localhost:4010/api'])(
    'is used if it is on this computer: %s',
    (target) => expect(targetIn(target)).toEqual({ baseUrl: target, isOfFile: true }),
  )

  test.each([
    ['the environment', { env: { CONFORMANCE_TARGET: 'https://api.example.com/' } }],
    ['the settings', { settings: { target: 'https://api.example.com/v1' } }],
  ])('is used if %s names the same server', (_by, known) => {
    expect(targetIn('https://api.example.com/api', known)).toEqual({ baseUrl: 'https://api.example.com/api', isOfFile: true })
  })

  test.each([
    ['nothing names it', {}],
    ['another server is named', { env: { CONFORMANCE_TARGET: 'https://api.example.com/api' } }],
    ['another scheme is named', { settings: { target: 'http://elsewhere.example/api' } }],
  ])('is refused if %s, with the command that names it', (_why, known) => {
    expect(() => targetIn('https://elsewhere.example/api', known)).toThrow(
      new Undecidable(
        'Only the journal names https://elsewhere.example/api, and a file must not decide where the API key is sent. If this is the deployment, confirm it: conformance clean run.jsonl --target https://elsewhere.example/api (or CONFORMANCE_TARGET).',
      ),
    )
  })

  test.each([
    'https://127.0.0.1.elsewhere.example/api',
    'https://localhost.elsewhere.example',
    'https://elsewhere.example/127.0.0.1',
    'https://0127.0.0.1.nip.io',
  ])('is not on this computer because it looks like it: %s', (target) => expect(() => targetIn(target)).toThrow(/^Only the journal names /))

  test('is not used if the user names another one', () => {
    expect(targetIn('https://elsewhere.example/api', { given: 'https://api.example.com/api/' })).toEqual({
      baseUrl: 'https://api.example.com/api',
      isOfFile: false,
    })
  })
})
