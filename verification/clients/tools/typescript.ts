/** What the clients in TypeScript have in common, and those that npm packages generate. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command, Tool } from '../tool.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Runs a command of an npm package of this project. */
function node(script: string, ...args: string[]): Command {
  return { file: process.execPath, args: [path.join(root, 'node_modules', script), ...args] }
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version
}

/** Type-checks the client and the program, and runs the program from its source. */
export const typescript = {
  language: 'TypeScript',
  check: () => [node('typescript/bin/tsc', '-p', '.')],
  program: () => ({ file: process.execPath, args: ['--import', createRequire(import.meta.url).resolve('tsx'), 'main.ts'] }),
} as const satisfies Partial<Tool>

const npm = { ...typescript, needs: [], warning: /^.*\b(warn(ing)?|error)\b/im, accepted: [] } as const satisfies Partial<Tool>

/** The tools that `npm ci` installs. */
export const npmTools: readonly Tool[] = [
  {
    ...npm,
    id: 'openapi-fetch',
    name: 'openapi-typescript + openapi-fetch',
    version: `${versionOf('openapi-typescript')} + ${versionOf('openapi-fetch')}`,
    generate: ({ contract }) => [
      node('openapi-typescript/bin/cli.js', contract, '--default-non-nullable', 'false', '--output', 'client/schema.d.ts'),
    ],
  },
  {
    ...npm,
    id: 'hey-api',
    name: '@hey-api/openapi-ts',
    version: versionOf('@hey-api/openapi-ts'),
    generate: ({ contract }) => [
      node(
        '@hey-api/openapi-ts/bin/run.js',
        '--input',
        contract,
        '--output',
        'client',
        '--client',
        '@hey-api/client-fetch',
        '--no-log-file',
      ),
    ],
  },
  {
    ...npm,
    id: 'orval',
    name: 'orval (fetch)',
    version: versionOf('orval'),
    generate: ({ contract }) => [{ ...node('orval/dist/bin/orval.js', '--config', 'orval.config.ts'), env: { CLIENT_CONTRACT: contract } }],
  },
]
