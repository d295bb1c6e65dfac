/**
 * Compiles the published package into `dist`: Node does not run TypeScript below `node_modules`, and Vitest passes files from there to Node
 * unchanged.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const to = path.resolve(process.argv[2] ?? path.join(root, 'dist'))

rmSync(to, { recursive: true, force: true })
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', to], { cwd: root, stdio: 'inherit' })
// The contract is read as a file and its types are declarations, so the compiler copies neither.
mkdirSync(path.join(to, 'spec/generated'), { recursive: true })
for (const file of ['openapi.json', 'openapi.d.ts', 'defaults.d.ts', 'sources.json']) {
  copyFileSync(path.join(root, 'spec/generated', file), path.join(to, 'spec/generated', file))
}
for (const file of [
  'conformance/settings/conformance.config.schema.json',
  'conformance/settings/waivers.schema.json',
  'conformance/report/report.schema.json',
  'conformance/report/leads.json',
  'conformance/profile/known-faults.json',
  'conformance/report/formats/html/page/page.css',
  'conformance/report/formats/html/page/page.js',
]) {
  mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
  copyFileSync(path.join(root, file), path.join(to, file))
}
process.exitCode = status ?? 1
