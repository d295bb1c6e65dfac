import { expect, test } from 'vitest'
import { fileFault } from './file-fault.ts'

const failed = (code: string, message: string): Error => Object.assign(new Error(message), { code })

test.each([
  [
    'in words, with the code',
    failed('ENOENT', "ENOENT: no such file or directory, open 'a.yaml'"),
    'there is no such file or folder (ENOENT)',
  ],
  ['in words of its own if it is none of the usual ones', failed('EIO', "EIO: i/o error, read 'a.yaml'"), 'EIO: i/o error'],
  [
    'for a folder in whose place is a file',
    Object.assign(failed('EEXIST', 'EEXIST: file already exists'), { syscall: 'mkdir' }),
    'a folder in its path is a file (EEXIST)',
  ],
  [
    'for a file that is there',
    Object.assign(failed('EEXIST', 'EEXIST: file already exists'), { syscall: 'open' }),
    'it exists already (EEXIST)',
  ],
  ['without a code', new Error('it has more than 5 MB'), 'it has more than 5 MB'],
  ['safe to display', new Error('\u001b[2J'), '\\x1b[2J'],
])('a file that cannot be read or written is told %s', (_what, error, want) => {
  expect(fileFault(error)).toBe(want)
})
