/** Completion of commands, in the shells themselves. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onPath } from '../scripts/support/on-path.ts'

const start = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'completion-'))
const script = (shell: string): string => path.join(folder, `conformance.${shell}`)
const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH']}` }

function inShell(shell: string, code: string): { readonly out: string; readonly err: string } {
  const { stdout, stderr } = spawnSync(shell, ['-c', code], { env, encoding: 'utf8' })
  return { out: stdout, err: stderr }
}

beforeAll(() => {
  const command = path.join(folder, 'conformance')
  writeFileSync(command, `#!/bin/sh\nexec ${process.execPath} ${start} conformance/main.ts "$@"\n`)
  chmodSync(command, 0o755)
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { out, err } = inShell('sh', `conformance completion ${shell}`)
    expect(err).toBe('')
    writeFileSync(script(shell), out)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What a user has typed, without the command, and some of what is offered. */
const typed = [
  [['exp'], ['explain']],
  [['explain', 'pagination/total-p'], ['pagination/total-pages']],
  [
    ['--level', ''],
    ['smoke', 'contract', 'isolation', 'full'],
  ],
  [['--allow-w'], ['--allow-writes']],
  [['compare', '--js'], ['--json']],
  [['--only', 'listPr'], ['listProducts']],
] as const

/** Stand-ins for a function of the package bash-completion, and for a command that works only while a person types. */
const standIns =
  'compopt() { :; }; _get_comp_words_by_ref() { words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=${words[cword]}; prev=${words[cword-1]}; }'

describe.runIf(onPath('bash'))('bash', () => {
  test.each(typed)('offers for %j', (words, offered) => {
    const line = ['conformance', ...words].map((each) => `'${each}'`).join(' ')
    const code = `${standIns}
source '${script('bash')}'
COMP_WORDS=(${line}); COMP_CWORD=${words.length}
__conformance_complete
printf '%s\\n' "\${COMPREPLY[@]}"`
    const { out, err } = inShell('bash', code)
    expect(err).toBe('')
    expect(out.split('\n').map((each) => each.split('\t')[0]?.trim())).toEqual(expect.arrayContaining([...offered]))
  })
})

describe.runIf(onPath('fish'))('fish', () => {
  test.each(typed)('offers for %j', (words, offered) => {
    const line = ['conformance', ...words].join(' ')
    const { out } = inShell('fish', `source '${script('fish')}'; complete --do-complete '${line}'`)
    expect(out.split('\n').map((each) => each.split('\t')[0])).toEqual(expect.arrayContaining([...offered]))
  })
})

describe.runIf(onPath('zsh'))('zsh', () => {
  test('understands the script, and completes the command with it', () => {
    const { out, err } = inShell(
      'zsh',
      `autoload -U compinit && compinit -u -D && source '${script('zsh')}' && print -r -- "$_comps[conformance]"`,
    )
    expect(err).toBe('')
    expect(out.trim()).toBe('_conformance')
  })
})
