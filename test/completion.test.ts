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
/** The commands, and the file that each runs. */
const commands = { conformance: 'conformance/main.ts', 'better-data-scm-server': 'server/main.ts' } as const
type Name = keyof typeof commands
const names = Object.keys(commands) as Name[]
const shells = ['bash', 'zsh', 'fish'] as const
const script = (command: Name, shell: string): string => path.join(folder, `${command}.${shell}`)
const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH']}` }

function inShell(shell: string, code: string): { readonly out: string; readonly err: string } {
  const { stdout, stderr } = spawnSync(shell, ['-c', code], { env, encoding: 'utf8' })
  return { out: stdout, err: stderr }
}

beforeAll(() => {
  for (const name of names) {
    const file = path.join(folder, name)
    writeFileSync(file, `#!/bin/sh\nexec ${process.execPath} ${start} ${commands[name]} "$@"\n`)
    chmodSync(file, 0o755)
    for (const shell of shells) {
      const { out, err } = inShell('sh', `${name} completion ${shell}`)
      expect(err).toBe('')
      writeFileSync(script(name, shell), out)
    }
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A command, what a user has typed after it, and some of what is offered. */
const typed: readonly (readonly [Name, readonly string[], readonly string[]])[] = [
  ['conformance', ['exp'], ['explain']],
  ['conformance', ['explain', 'pagination/total-p'], ['pagination/total-pages']],
  ['conformance', ['--level', ''], ['smoke', 'contract', 'isolation', 'full']],
  ['conformance', ['--allow-w'], ['--allow-writes']],
  ['conformance', ['compare', '--js'], ['--json']],
  ['conformance', ['merge', '--allow-m'], ['--allow-missing']],
  ['conformance', ['check-a'], ['check-all']],
  ['conformance', ['check-all', '--par'], ['--parallel']],
  ['conformance', ['check-all', '--level', ''], ['smoke', 'contract', 'isolation', 'full']],
  ['conformance', ['check-all', '--skip', 'listPr'], ['listProducts']],
  ['conformance', ['--sh'], ['--shard']],
  ['conformance', ['--only', 'listPr'], ['listProducts']],
  ['better-data-scm-server', ['--rate-limit-per-m'], ['--rate-limit-per-minute']],
  ['better-data-scm-server', ['--deviation', 'pagination/total-pages-r'], ['pagination/total-pages-rounded-down']],
  ['better-data-scm-server', ['ctl', 'deviations', 'add', 'schema/labels'], ['schema/labels-of-another-server']],
]

/** Stand-ins for a function of the package bash-completion, and for a command that works only while a person types. */
const standIns =
  'compopt() { :; }; _get_comp_words_by_ref() { words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=${words[cword]}; prev=${words[cword-1]}; }'

describe.runIf(onPath('bash'))('bash', () => {
  test.each(typed)('%s %j', (command, words, offered) => {
    const line = [command, ...words].map((each) => `'${each}'`).join(' ')
    const code = `${standIns}
source '${script(command, 'bash')}'
COMP_WORDS=(${line}); COMP_CWORD=${words.length}
__${command.replaceAll('-', '_')}_complete
printf '%s\\n' "\${COMPREPLY[@]}"`
    const { out, err } = inShell('bash', code)
    expect(err).toBe('')
    expect(out.split('\n').map((each) => each.split('\t')[0]?.trim())).toEqual(expect.arrayContaining([...offered]))
  })
})

describe.runIf(onPath('bash'))('a shell with bash', () => {
  test('loads the scripts of both commands, and each again', () => {
    const files = [...names, ...names].map((name) => `source '${script(name, 'bash')}'`)
    expect(inShell('bash', files.join('\n')).err).toBe('')
  })
})

describe.runIf(onPath('fish'))('fish', () => {
  test.each(typed)('%s %j', (command, words, offered) => {
    const line = [command, ...words].join(' ')
    const { out } = inShell('fish', `source '${script(command, 'fish')}'; complete --do-complete '${line}'`)
    expect(out.split('\n').map((each) => each.split('\t')[0])).toEqual(expect.arrayContaining([...offered]))
  })
})

describe.runIf(onPath('zsh'))('zsh', () => {
  test.each(names)('understands the script of %s, and completes the command with it', (command) => {
    const code = `autoload -U compinit && compinit -u -D && source '${script(command, 'zsh')}' && print -r -- "$_comps[${command}]"`
    const { out, err } = inShell('zsh', code)
    expect(err).toBe('')
    expect(out.trim()).toBe(`_${command}`)
  })
})
