import { readFileSync } from 'node:fs'
import type { Profile } from '../model/profile.ts'

/** The faults of the proof, by the rules that found them. `npm run proof -- --write` generates the file with the published proof. */
export const knownFaults = JSON.parse(readFileSync(new URL('./known-faults.json', import.meta.url), 'utf8')) as NonNullable<
  Profile['knownFaults']
>
