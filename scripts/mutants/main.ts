/**
 * Mutants of the suite's own code: records a healthy run, then lets Stryker break the code and look whether the tests notice.
 *
 * `--bed` runs those tests once without mutants; what follows goes to Vitest. Anything else goes to Stryker.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keyOf } from '../../conformance/request.ts'
import { rules } from '../../conformance/rules/index.ts'
import { fullRun, openGround } from '../proof/ground.ts'
import { askedBy, recordingVariable, writeRecording } from './recording.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'mutants-'))
const file = path.join(directory, 'recording')
try {
  const ground = await openGround()
  const startedAt = ground.clock()
  const { plan, record, report, secrets, issued } = await fullRun(ground).finally(ground.close)
  writeRecording(file, {
    baseUrl: ground.baseUrl,
    record,
    planned: {
      requests: plan.requests.map(keyOf),
      price: plan.price,
      mints: plan.mints.map(({ role, key, ready }) => ({ role, from: keyOf(key.from), ready: keyOf(ready) })),
      owned: [...plan.owned.keys()],
      tag: plan.tag,
      asked: Object.fromEntries(
        rules.map(({ id }) => [
          id,
          plan.instances.filter(({ rule }) => rule.id === id).map((each) => askedBy(each.subject, each.requests)),
        ]),
      ),
    },
    report,
    secrets,
    issued,
    startedAt,
  })
  const [first, ...rest] = process.argv.slice(2)
  const command =
    first === '--bed' ? ['vitest', 'run', '--config', 'vitest.mutants.config.ts', ...rest] : ['stryker', 'run', ...process.argv.slice(2)]
  const child = spawn('npx', command, { stdio: 'inherit', env: { ...process.env, [recordingVariable]: file } })
  const [code] = (await once(child, 'close')) as [number | null]
  process.exitCode = code ?? 1
} finally {
  rmSync(directory, { recursive: true })
}
