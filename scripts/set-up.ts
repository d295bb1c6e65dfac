/**
 * Sees to what the tests need beyond npm packages: Chromium. Uses what is there; otherwise installs Debian's package where it may (as root,
 * with apt-get). Where that is not possible the tests that need it are skipped, loudly; with `CI=true` this fails instead.
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
  console.log('Chromium is not there; installing the Debian package chromium …')
  install()
}

const chromium = findChromium()
if (chromium === undefined) {
  console.error(
    'There is no Chromium, and it cannot be installed here: the tests of the docs page WILL BE SKIPPED. Set CHROMIUM to its path.',
  )
  if (process.env['CI'] === 'true') process.exitCode = 1
} else {
  console.log(`Chromium: ${chromium}`)
}
