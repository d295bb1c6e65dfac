import { createRequire } from 'node:module'

/** Path of Redocly's command, to be run by Node itself: no shell and no `.bin` link are needed. */
export const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
