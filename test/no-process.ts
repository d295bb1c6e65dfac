/**
 * Set-up of the unit tests: they start no process and open no port, so that they are fast wherever they run, and depend on nothing but the sources. A test
 * that needs either is an integration test: its name ends in `.integration.test.ts`, or it is in `test/`.
 */
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const refuse = (what: string) => (): never => {
  throw new Error(`A unit test must not ${what}. Name the file *.integration.test.ts, or move it to test/.`)
}

for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const)
  childProcess[name] = refuse('start a process') as never
syncBuiltinESMExports()
net.Server.prototype.listen = refuse('open a port')
