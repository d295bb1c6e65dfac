import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Returns the file of a command on the `PATH`, or `undefined`. */
export function onPath(command: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, command))
    .find(isExecutable)
}

/** Whether a file exists and can be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
