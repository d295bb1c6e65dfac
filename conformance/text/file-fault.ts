import { foreign } from './foreign.ts'

/** The usual reasons, in words that tell a user what to change. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a folder in its path is a file',
  EEXIST: 'it exists already',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
}

/** Returns why a file cannot be read or written, as half a sentence with the code of the operating system: `there is no such file or folder (ENOENT)`. */
export function fileFault(error: unknown): string {
  const { message, code = '', syscall } = error as NodeJS.ErrnoException
  // What is in the way of a folder is a file.
  const known = code === 'EEXIST' && syscall === 'mkdir' ? 'ENOTDIR' : code
  const reason = Object.hasOwn(reasons, known) ? reasons[known] : undefined
  // Node.js appends the system call and its path, which may be the one that was tried.
  return reason === undefined ? foreign(message.replace(/, \w+ '.*$/s, '')) : `${reason} (${code})`
}
