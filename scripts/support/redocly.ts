import { createRequire } from 'node:module'

/** Path of the Redocly command, to be run by Node: no shell and no `.bin` link are needed. */
export const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
