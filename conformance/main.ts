/** Starts the suite, and distinguishes an error while loading it from a deployment that does not conform. */
import v8 from 'node:v8'
import { isMainThread } from 'node:worker_threads'
import pc from 'picocolors'
import { calledAs } from './cli/called-as.ts'
import { guardExit, hasColors, Output } from './cli/output.ts'

if (isMainThread) {
  // Most functions run a few hundred times. V8 11, of Node 20, optimizes them after that, which takes longer than a run saves by it. Later versions
  // optimize in two steps, the expensive one after some thousand times, and have no such option.
  if (process.versions.v8.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=1000000')
  const output = new Output(process.stdout, process.stderr, pc.createColors(hasColors(process.stdout, process.env)))
  guardExit(output)
  try {
    const { runCommandLine } = await import('./cli/cli.ts')
    process.exitCode = await runCommandLine(process.argv.slice(2), {
      env: process.env,
      output,
      signals: process,
      program: calledAs(process.env),
    })
  } catch (error) {
    process.exitCode = output.tellFailure(error)
  }
} else {
  // In the bundle, the thread runs this file too.
  await import('./thread.ts')
}
