/** Reading bundles of the contract as they are, or as they were in an earlier commit. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Bundle } from './contract-change.ts'

/** Path of the bundle, relative to the project. */
export const bundlePath = 'spec/generated/openapi.json'

/** A source that names no bundle. The message says what was expected and what was found. */
export class BundleError extends Error {}

/** The output of git in the current folder, without its last line break; `undefined` if git fails. */
export function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 }).trimEnd()
  } catch {
    return undefined
  }
}

/** The text of the bundle in a git revision; `undefined` if there is none. */
export const committed = (revision: string): string | undefined => git('show', `${revision}:./${bundlePath}`)

export const isRevision = (name: string): boolean =>
  git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`) !== undefined

function parse(text: string, source: string): Bundle {
  try {
    return JSON.parse(text) as Bundle
  } catch {
    throw new BundleError(`${source} is not JSON; expected a bundle written by \`npm run contract\`.`)
  }
}

/** The bundle of a file or of a git revision. A file takes precedence over a revision with the same name. Throws a `BundleError` if there is none. */
export function readBundle(source: string): Bundle {
  if (existsSync(source)) return parse(readFileSync(source, 'utf8'), source)
  if (!isRevision(source)) throw new BundleError(`${source} is neither a file nor a git revision.`)
  const text = committed(source)
  if (text === undefined) throw new BundleError(`The git revision ${source} does not contain ${bundlePath}.`)
  return parse(text, `${bundlePath} of ${source}`)
}
