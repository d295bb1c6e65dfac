/** The suite as it is published, without types. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { copyContext, repository } from '../containers/context.ts'
import { npm } from '../../scripts/support/npm.ts'

/** Packs the suite into a folder and returns the path of the tarball. It is built from a copy, since other tests pack at the same time. */
export function packSuite(folder: string): string {
  const source = path.join(folder, 'source')
  mkdirSync(source, { recursive: true })
  copyContext(source)
  symlinkSync(path.join(repository, 'node_modules'), path.join(source, 'node_modules'), 'junction')
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', 'conformance', '--only-command'], {
    cwd: source,
    stdio: 'ignore',
  })
  const [program, args] = npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', folder])
  const lines = execFileSync(program, args, { cwd: path.join(source, 'conformance'), encoding: 'utf8' })
    .trim()
    .split('\n')
  return path.join(folder, lines.at(-1) ?? '')
}

/** Installs a package into a folder. */
export function install(tarball: string, folder: string): void {
  const [program, args] = npm(['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', tarball])
  execFileSync(program, args, { cwd: folder, stdio: 'ignore' })
}
