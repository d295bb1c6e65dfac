/**
 * Code samples for every operation, made from the examples of the contract. Every sample reads the key from `API_KEY`, sends its request to the server of the
 * contract or to `API`, notices an error response, and prints the result.
 *
 * The samples are templates. httpsnippet 3.0.10 and snippetz 0.4.0 (the later ones need Node 22) were tried: both write the key into the code, where no
 * variable is expanded, and no Go, Java or Python sample of theirs notices an error; Go discards all errors. Neither knows openapi-fetch.
 */
import { readContract, type Operation } from '../../spec/contract.ts'
import { baseUrlOf, callOf, type Call } from './call.ts'
import { curlSample } from './curl.ts'
import { goSample } from './go.ts'
import { javaSample } from './java.ts'
import { pythonSample } from './python.ts'
import { typescriptSample } from './typescript.ts'

/** A code sample as Redoc and others read it from `x-codeSamples`. */
export interface Sample {
  /** Name for the syntax highlighting. */
  readonly lang: string
  /** Title of the tab. */
  readonly label: string
  readonly source: string
}

interface Language {
  readonly lang: string
  readonly label: string
  readonly write: (call: Call) => string
}

/** The languages by name, in the order of the tabs. */
export const languages = {
  curl: { lang: 'shell', label: 'curl', write: curlSample },
  typescript: { lang: 'typescript', label: 'TypeScript', write: typescriptSample },
  python: { lang: 'python', label: 'Python', write: pythonSample },
  go: { lang: 'go', label: 'Go', write: goSample },
  java: { lang: 'java', label: 'Java', write: javaSample },
} as const satisfies Readonly<Record<string, Language>>

export type LanguageName = keyof typeof languages

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Returns the sample of an operation in each language, for the base URL of a server. */
export function samplesOf(operation: Operation, baseUrl: string): Readonly<Record<LanguageName, Sample>> {
  const call = callOf(operation, baseUrl)
  const entries = Object.entries(languages).map(([name, { lang, label, write }]) => [name, { lang, label, source: write(call) }] as const)
  return Object.fromEntries(entries) as Record<LanguageName, Sample>
}

/**
 * Returns a copy of a bundled OpenAPI document with `x-codeSamples` in every operation, for the built reference. The bundle itself has none: generators of clients
 * do not need them. Throws if the document has no server or an operation lacks an example.
 */
export function withSamples<Bundle extends object>(document: Bundle): Bundle {
  const bundle = document as Bundle & Document
  const baseUrl = baseUrlOf(document)
  const paths = Object.fromEntries(
    Object.entries(bundle.paths).map(([path, item]): [string, Record<string, unknown>] => [path, { ...item }]),
  )
  for (const operation of Object.values(readContract(document).operations)) {
    const item = paths[operation.path] ?? {}
    const method = operation.method.toLowerCase()
    item[method] = { ...(item[method] as object), 'x-codeSamples': Object.values(samplesOf(operation, baseUrl)) }
  }
  return { ...document, paths }
}
