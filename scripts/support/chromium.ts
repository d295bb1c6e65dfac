import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Path of a Chromium or Chrome: the variable `CHROMIUM`, or the first one on the PATH; `undefined` if none is found. */
export function findChromium(): string | undefined {
  const named = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const candidates = [process.env['CHROMIUM'], ...named.flatMap((name) => folders.map((folder) => path.join(folder, name)))]
  return candidates.find((candidate) => candidate !== undefined && isExecutable(candidate))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
