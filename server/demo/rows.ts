import { existsSync, readFileSync } from 'node:fs'
import type { Dump } from '../store/engine.ts'

/** Where the build of the package writes the rows; there is no such file beside the sources. */
const name = './rows.json'

/** The demo data as rows, if this is the package: a store is filled with them in a fraction of the time that the writes take. */
export function readDemoRows(file = new URL(name, import.meta.url)): Dump | undefined {
  return existsSync(file) ? new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, unknown[][]][]) : undefined
}

/** The text of that file. */
export const writtenRows = (dump: Dump): string => JSON.stringify([...dump])
