import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInContext } from './dockerfile.ts'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Copies the files that images are built from. */
export function copyContext(to: string): void {
  const ignore = readFileSync(path.join(repository, '.dockerignore'), 'utf8')
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: repository, encoding: 'utf8' }).split('\n')
  for (const file of files) {
    // Git still lists what is about to be deleted.
    if (file !== '' && isInContext(file, ignore) && existsSync(path.join(repository, file)))
      cpSync(path.join(repository, file), path.join(to, file))
  }
}
