/**
 * `npm run mutation-testing`: records a healthy run, then lets Stryker mutate the code of the suite and check that the tests notice each mutant.
 *
 * First argument: `engine` or `rules` tests only that part; `--dry` runs the tests once without mutants and passes all further arguments to Vitest.
 * All other arguments are passed to Stryker.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keyOf } from '../../conformance/model/request.ts'
import { rules } from '../../conformance/rules/index.ts'
import { fullRun, openTestDeployment } from '../proof/deployment.ts'
import { partNames, parts, partVariable, type Part } from './parts.ts'
import { askedBy, recordingVariable, seed, writeRecording } from './recording.ts'

/** The Stryker settings of the project, with the files to mutate and the result files of the part. */
function configOf(part: Part): object {
  const common = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as object
  const file = (ending: string): string => `reports/mutation-testing/${part}.${ending}`
  return {
    ...common,
    mutate: [...parts[part].mutate, '!**/*.test.ts'],
    incrementalFile: file('incremental.json'),
    jsonReporter: { fileName: file('json') },
    htmlReporter: { fileName: file('html') },
  }
}

async function command(words: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('npx', words, { stdio: 'inherit', env: { ...process.env, [recordingVariable]: file, ...env } })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) process.exitCode = code ?? 1
}

const directory = mkdtempSync(path.join(tmpdir(), 'mutants-'))
const file = path.join(directory, 'recording')
try {
  const deployment = await openTestDeployment()
  const startedAt = deployment.clock()
  const { plan, record, report, secrets, issued } = await fullRun(deployment, { seed }).finally(deployment.close)
  writeRecording(file, {
    baseUrl: deployment.baseUrl,
    record,
    planned: {
      requests: plan.requests.map(keyOf),
      price: plan.price,
      issuedKeys: plan.issuedKeys.map(({ role, key, ready }) => ({ role, from: keyOf(key.from), ready: keyOf(ready) })),
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
  const [first = '', ...rest] = process.argv.slice(2)
  if (first === '--dry') await command(['vitest', 'run', '--config', 'vitest.mutation-testing.config.ts', ...rest], {})
  else {
    const one = partNames.find((name) => name === first)
    for (const part of one === undefined ? partNames : [one]) {
      const config = path.join(directory, `${part}.json`)
      writeFileSync(config, JSON.stringify(configOf(part)))
      await command(['stryker', 'run', config, ...(one === undefined ? process.argv.slice(2) : rest)], { [partVariable]: part })
    }
  }
} finally {
  rmSync(directory, { recursive: true })
}
