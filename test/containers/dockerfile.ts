/** The instructions of a Dockerfile, as far as the images of this project use them. */
import { readFileSync } from 'node:fs'
import { DockerfileParser, ModifiableInstruction } from 'dockerfile-ast'

export interface Instruction {
  readonly keyword: string
  /** `--from=build` as `['from', 'build']`. */
  readonly flags: readonly (readonly [name: string, value: string])[]
  /** Without keyword and flags; continued lines are joined, and build arguments are replaced. */
  readonly text: string
}

export interface Stage {
  readonly image: string
  readonly name: string | undefined
  readonly instructions: readonly Instruction[]
}

/** Reads the stages of a Dockerfile. */
export function readStages(file: string): readonly Stage[] {
  const args = new Map<string, string>()
  const stages: (Stage & { instructions: Instruction[] })[] = []
  for (const instruction of DockerfileParser.parse(readFileSync(file, 'utf8')).getInstructions()) {
    const keyword = instruction.getKeyword()
    let text = (instruction.getRawArgumentsContent() ?? '').replaceAll(/\\\n\s*/g, '')
    const flags =
      instruction instanceof ModifiableInstruction
        ? instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? ''] as const)
        : []
    text = text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => args.get(name) ?? whole)
    if (keyword === 'ARG') {
      const [name = '', value = ''] = text.split('=')
      args.set(name, value)
    } else if (keyword === 'FROM') {
      const [image = '', , name] = text.split(/\s+/)
      stages.push({ image, name, instructions: [] })
    } else {
      stages.at(-1)?.instructions.push({ keyword, flags, text })
    }
  }
  return stages
}

/** What a container is started with. */
export interface ImageConfig {
  readonly env: Readonly<Record<string, string>>
  readonly workdir: string
  readonly user: string
  /** Words of the entry point, with those that are the default arguments. */
  readonly entrypoint: readonly string[]
  readonly cmd: readonly string[]
  /** The words of the health check, `undefined` if there is none. */
  readonly healthcheck: readonly string[] | undefined
  readonly volumes: readonly string[]
  readonly ports: readonly number[]
}

const words = (text: string): string[] => JSON.parse(text) as string[]

/** The configuration that the last stage gives to its image; throws if a command is not in exec form. */
export function configOf({ instructions }: Stage): ImageConfig {
  const last = (keyword: string) => instructions.findLast((each) => each.keyword === keyword)?.text
  const env = instructions
    .filter(({ keyword }) => keyword === 'ENV')
    .flatMap(({ text }) => text.split(/\s+/).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const))
  const check = /CMD\s+(\[.*\])$/.exec(last('HEALTHCHECK') ?? '')?.[1]
  return {
    env: Object.fromEntries(env),
    workdir: last('WORKDIR') ?? '/',
    user: last('USER') ?? 'root',
    entrypoint: words(last('ENTRYPOINT') ?? '[]'),
    cmd: words(last('CMD') ?? '[]'),
    healthcheck: check === undefined ? undefined : words(check),
    volumes: words(last('VOLUME') ?? '[]'),
    ports: (last('EXPOSE') ?? '').split(/\s+/).filter(Boolean).map(Number),
  }
}

/** Whether a file is in the build context, by the patterns of `.dockerignore`: the last one that matches decides. */
export function isInContext(file: string, ignore: string): boolean {
  let included = true
  for (const line of ignore.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue
    const pattern = line
      .replace(/^!/, '')
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/\*\*\/|\*/g, (glob) => (glob === '*' ? '[^/]*' : '(?:.*/)?'))
    // A pattern that matches a folder also matches what is in it.
    if (new RegExp(`^${pattern}(?:/|$)`).test(file)) included = line.startsWith('!')
  }
  return included
}
