/**
 * Provides what the tests need besides npm packages: Chromium. Uses an installed one; otherwise installs the Debian package if possible (as root,
 * with apt-get). If that fails, the tests that need it are skipped with a message; with `CI=true` the script fails instead.
 */
import { spawnSync } from 'node:child_process'
import { findChromium } from './support/chromium.ts'

function install(): void {
  if (process.getuid?.() !== 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    if (status !== 0) console.error(`apt-get ${args.join(' ')} failed: ${stderr}`)
  }
}

if (findChromium() === undefined) {
  console.log('Chromium not found; installing the Debian package chromium …')
  install()
}

const chromium = findChromium()
if (chromium === undefined) {
  console.error(
    'Chromium not found and not installable: the tests of the docs page WILL BE SKIPPED. Set CHROMIUM to the path of a Chromium.',
  )
  if (process.env['CI'] === 'true') process.exitCode = 1
} else {
  console.log(`Chromium: ${chromium}`)
}
