/**
 * Provides what the tests need besides npm packages. Uses what is installed; otherwise installs the Debian packages if possible (as root, with apt-get). If
 * that fails, the tests that need it are skipped with a message; with `CI=true` the script fails instead.
 */
import { spawnSync } from 'node:child_process'
import { findChromium } from './support/chromium.ts'
import { onPath } from './support/on-path.ts'
import { findPython } from './support/python.ts'

interface Need {
  readonly name: string
  /** The Debian package. */
  readonly debian: string
  /** Returns its file, if it is installed. */
  readonly find: () => string | undefined
  /** The tests that are skipped without it. */
  readonly tests: string
}

const needs: readonly Need[] = [
  { name: 'Chromium', debian: 'chromium', find: findChromium, tests: 'the tests of pages (or set CHROMIUM to the path of a Chromium)' },
  { name: 'zsh', debian: 'zsh', find: () => onPath('zsh'), tests: 'the completion of commands in zsh' },
  { name: 'fish', debian: 'fish', find: () => onPath('fish'), tests: 'the completion of commands in fish' },
  {
    name: 'ShellCheck',
    debian: 'shellcheck',
    find: () => onPath('shellcheck'),
    tests: 'the check of the scripts of pipelines by ShellCheck',
  },
  { name: 'curl', debian: 'curl', find: () => onPath('curl'), tests: 'the code samples for curl and the code blocks of the guides' },
  { name: 'jq', debian: 'jq', find: () => onPath('jq'), tests: 'the code blocks of the guides' },
  { name: 'Python with HTTPX', debian: 'python3-httpx', find: findPython, tests: 'the code samples and code blocks in Python' },
]

function install(packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || packages.length === 0) return
  console.log(`Installing the Debian packages ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    if (status !== 0) console.error(`apt-get ${args.join(' ')} failed: ${stderr}`)
  }
}

install(needs.filter(({ find }) => find() === undefined).map(({ debian }) => debian))
for (const { name, find, tests } of needs) {
  const found = find()
  if (found !== undefined) {
    console.log(`${name}: ${found}`)
  } else {
    console.error(`${name} not found and not installable. SKIPPED: ${tests}.`)
    if (process.env['CI'] === 'true') process.exitCode = 1
  }
}
