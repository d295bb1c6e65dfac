/** Compiles and runs a program in Go. Its `go.mod` and `go.sum` pin all modules. */
import { run } from '../command.ts'
import { Unavailable } from '../download.ts'
import type { Need, Place, Tool } from '../tool.ts'

/** A module with the program in its root and the client in `client/`. */
export const go = {
  need: { command: 'go', args: ['version'], least: '1.24' },
  check: () => [
    { file: 'go', args: ['vet', '.', './client'] },
    { file: 'go', args: ['build', '-o', 'program', '.'] },
  ],
  program: () => ({ file: './program', args: [] }),
} as const satisfies Partial<Tool> & { need: Need }

/** Downloads the modules of the program. */
export async function goModules({ folder }: Place): Promise<void> {
  const { code, output } = await run({ file: 'go', args: ['mod', 'download'] }, folder)
  if (code !== 0) throw new Unavailable(`go mod download failed: ${output}`)
}
