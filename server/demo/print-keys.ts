import { demoKeys } from './keys.ts'

process.stdout.write(`${JSON.stringify(demoKeys, null, 2)}\n`)
