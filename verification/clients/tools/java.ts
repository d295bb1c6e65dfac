/** Compiles and runs a program in Java. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Artifact } from '../download.ts'
import type { Need, Place, Tool } from '../tool.ts'

/** A runtime for the generator and the program. */
export const java: Need = { command: 'java', args: ['-version'], least: '11.0' }

/** The compiler. */
export const javac: Need = { command: 'javac', args: ['-version'], least: '11.0' }

/** What the generated client imports, at the versions that its `pom.xml` names. */
const jars: readonly Artifact[] = [
  {
    name: 'com.fasterxml.jackson.core:jackson-annotations:2.21',
    sha256: '53ca085f4a150f703f49e1aabd935bd03b43e1ea3d55d135438292af22cef56b',
  },
  { name: 'com.fasterxml.jackson.core:jackson-core:2.21.5', sha256: 'b64b5874162b503a0e58a8f7758266e8dd9f91bf49e3a59ae0b5f47589a231b7' },
  {
    name: 'com.fasterxml.jackson.core:jackson-databind:2.21.5',
    sha256: '507418c0fafd38b2b2cfb704521630da613a8e4cc8381195a6f418017883e2c0',
  },
  { name: 'org.openapitools:jackson-databind-nullable:0.2.11', sha256: '07417c949d66a67eb8bc1e919f3f1f13a741badf8b4fcbd39ac16a509d38d34c' },
  {
    name: 'com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.21.5',
    sha256: 'e941f9718d16a649614cb06711de06da34722afff9cee0b7725fc5318638304c',
  },
  { name: 'jakarta.annotation:jakarta.annotation-api:1.3.5', sha256: '85fb03fc054cdf4efca8efd9b6712bbb418e1ab98241c4539c8585bbc23e1b8a' },
  { name: 'com.google.code.findbugs:jsr305:3.0.2', sha256: '766ad2a0783f2687962c8ad74ceecc38a28b9f72a2d085ee438b7813e928d0c7' },
]

const classPath = ({ cache }: Place): string =>
  ['classes', ...jars.map(({ name }) => name.split(':').slice(1).join('-')).map((name) => path.join(cache, 'jars', `${name}.jar`))].join(
    path.delimiter,
  )

/** All sources, so that models that the program does not use are compiled too. */
function sourcesOf({ folder }: Place): string[] {
  const sources = 'client/src/main/java'
  const files = readdirSync(path.join(folder, sources), { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.java')).map((file) => path.join(sources, file))
}

/** The program, with all sources of the client. */
export const javaProgram = {
  jars,
  check: (place) => [{ file: 'javac', args: ['-proc:none', '-d', 'classes', '-cp', classPath(place), 'Main.java', ...sourcesOf(place)] }],
  program: (place) => ({ file: 'java', args: ['-cp', classPath(place), 'Main'] }),
} as const satisfies Partial<Tool> & { jars: readonly Artifact[] }
