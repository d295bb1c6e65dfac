/**
 * Whether a test must be left out because a program is missing; says so, with the clause that tells what is then not tested. Programs that the set-up
 * (`npm run pretest`) installs are never missing in CI: their tests then run, and fail.
 */
export function lacks(program: string, found: string | undefined, untested: string, { isInstalled = true } = {}): boolean {
  const isSkipped = found === undefined && !(isInstalled && process.env['CI'] === 'true')
  if (isSkipped) console.warn(`SKIPPED: ${untested}, because there is no ${program}`)
  return isSkipped
}
