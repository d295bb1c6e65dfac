import { spawnSync } from 'node:child_process'
import { isExecutable, onPath } from './on-path.ts'

/** Path of a Python that has HTTPX: the first one on the PATH, or that of the system, which has the packages of Debian; `undefined` if there is none. */
export function findPython(): string | undefined {
  const found = [onPath('python3'), '/usr/bin/python3'].filter((each) => each !== undefined && isExecutable(each))
  return found.find((each) => spawnSync(each ?? '', ['-c', 'import httpx'], { stdio: 'ignore' }).status === 0)
}
