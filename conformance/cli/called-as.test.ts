import { expect, test } from 'vitest'
import { suite } from '../suite.ts'
import { calledAs } from './called-as.ts'

test.each<readonly [what: string, env: NodeJS.ProcessEnv, want: string | undefined]>([
  ['npx', { npm_command: 'exec', npm_lifecycle_script: 'better-data-scm-conformance' }, `npx ${suite.name}`],
  [
    'npm run in this repository',
    { npm_command: 'run', npm_lifecycle_script: 'node scripts/start.mjs scripts/conformance.ts' },
    'npm run conformance --',
  ],
  ['a script of a user', { npm_command: 'run-script', npm_lifecycle_script: 'conformance https://a.example/api' }, `npx ${suite.name}`],
  ['a shell', {}, undefined],
])('a call by %s', (_, env, want) => {
  expect(calledAs(env)).toBe(want)
})
