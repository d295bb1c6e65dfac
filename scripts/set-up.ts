/**
 * Provides what the tests need besides npm packages. Uses what is installed; otherwise installs the Debian packages if possible (as root, with apt-get). If
 * that fails, the tests that need it are skipped with a message; with `CI=true` the script fails instead.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { findNginx } from './services/nginx.ts'
import { findPostgres } from './services/postgres.ts'
import { findRedis } from './services/redis.ts'
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
  { name: 'PostgreSQL', debian: 'postgresql', find: findPostgres, tests: 'all tests of the server with PostgreSQL' },
  { name: 'Redis', debian: 'redis-server', find: findRedis, tests: 'the tests of shared rate-limit counters' },
  { name: 'nginx', debian: 'nginx-light', find: findNginx, tests: 'the tests of several servers behind a load balancer' },
  { name: 'Python with HTTPX', debian: 'python3-httpx', find: findPython, tests: 'the code samples and code blocks in Python' },
]

/** Asked by Debian's packages whether they may start their services; exit code 101 forbids it (Debian Policy §9.3.3). */
const servicePolicy = '/usr/sbin/policy-rc.d'

/** Runs `work` while Debian's packages start no services: tests start their own, on ports of their own. A policy of the machine stays. */
function withoutServices(work: () => void): void {
  if (existsSync(servicePolicy)) {
    work()
    return
  }
  writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    work()
  } finally {
    rmSync(servicePolicy)
  }
}

function install(packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || packages.length === 0) return
  console.log(`Installing the Debian packages ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const aptGet = (...args: string[]) => {
    const { status, stderr } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    if (status !== 0) console.error(`apt-get ${args.join(' ')} failed: ${stderr}`)
  }
  aptGet('update')
  withoutServices(() => aptGet('install', '-y', '--no-install-recommends', ...packages))
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
