/** openapi-generator, with the generators for Java, Go, Python and TypeScript. No option skips its validation of the contract. */
import { jar, type Artifact } from '../download.ts'
import type { Accepted, Command, Place, Tool } from '../tool.ts'
import { go, goModules } from './go.ts'
import { java, javac, javaProgram } from './java.ts'
import { python, virtualEnvironment } from './python.ts'
import { typescript } from './typescript.ts'

const version = '7.25.0'

const generator: Artifact = {
  name: `org.openapitools:openapi-generator-cli:${version}`,
  sha256: '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae',
}

const runtime: Command = { file: 'java', args: [] }

/** Generates `client/`. */
const generate =
  (name: string, ...options: string[]) =>
  ({ contract, cache }: Place): Command[] => [
    {
      ...runtime,
      args: [
        '-jar',
        `${cache}/jars/openapi-generator-cli-${version}.jar`,
        'generate',
        '-i',
        contract,
        '-g',
        name,
        '-o',
        'client',
        ...options,
      ],
    },
  ]

const prepare = async ({ cache }: Place): Promise<void> => {
  await jar(cache, generator)
}

const accepted: readonly Accepted[] = [
  { text: 'OpenAPI 3.1 support is still in beta', reason: 'The generator says so about every OpenAPI 3.1 document.' },
  { text: 'Failed to get the schema name: null', reason: 'The generator looks for a name of every schema, also of those without one.' },
  { text: '(reserved word) cannot be used as', reason: 'The generator renames what is a keyword of the language.' },
  { text: 'Default to typing.Any', reason: 'A body without properties, such as `NoProperties`, has no type of its own in Python.' },
  { text: 'Ignoring complex example on request body', reason: 'Examples are not part of a client.' },
]

const shared = { version, warning: /^\[main\] (WARN|ERROR) .*/m, accepted } as const satisfies Partial<Tool>

/** The tools that need Java, and the language that they generate. */
export const openapiGenerator: readonly Tool[] = [
  {
    ...shared,
    id: 'openapi-generator-typescript-fetch',
    name: 'openapi-generator typescript-fetch',
    needs: [java],
    ...typescript,
    prepare,
    generate: generate('typescript-fetch'),
  },
  {
    ...shared,
    id: 'openapi-generator-java',
    name: 'openapi-generator java (native)',
    language: 'Java',
    needs: [java, javac],
    prepare: async (place) => {
      await prepare(place)
      await Promise.all(javaProgram.jars.map((each) => jar(place.cache, each)))
    },
    generate: generate('java', '--library', 'native'),
    check: javaProgram.check,
    program: javaProgram.program,
  },
  {
    ...shared,
    id: 'openapi-generator-go',
    name: 'openapi-generator go',
    language: 'Go',
    needs: [java, go.need],
    prepare: async (place) => {
      await prepare(place)
      await goModules(place)
    },
    // Without the prefix, enums with a common value do not compile: a constant of Go belongs to its package, not to its type.
    generate: generate('go', '--additional-properties=enumClassPrefix=true,withGoMod=false,packageName=client'),
    check: go.check,
    program: go.program,
  },
  {
    ...shared,
    id: 'openapi-generator-python',
    name: 'openapi-generator python',
    language: 'Python',
    needs: [java, python.need],
    prepare: async (place) => {
      await prepare(place)
      await virtualEnvironment(place)
    },
    generate: generate('python'),
    check: python.check('client/openapi_client'),
    program: python.program('client'),
  },
]
