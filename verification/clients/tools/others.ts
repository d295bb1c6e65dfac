/** Generators of one language. */
import type { Tool } from '../tool.ts'
import { go, goModules } from './go.ts'
import { inEnvironment, python, virtualEnvironment } from './python.ts'

/** A generator for Go, which the `go.mod` of the program pins. */
export const oapiCodegen: Tool = {
  id: 'oapi-codegen',
  name: 'oapi-codegen',
  version: '2.8.2',
  language: 'Go',
  // One of its modules needs this version.
  needs: [{ ...go.need, least: '1.26' }],
  prepare: goModules,
  generate: ({ contract }) => [{ file: 'go', args: ['tool', 'oapi-codegen', '-config', 'oapi-codegen.yaml', contract] }],
  warning: /^.*\b(warn(ing)?|error)\b/im,
  accepted: [],
  check: go.check,
  program: go.program,
}

/** A generator for Python, which the `requirements.txt` of the program pins. */
export const openapiPythonClient: Tool = {
  id: 'openapi-python-client',
  name: 'openapi-python-client',
  version: '0.29.1',
  language: 'Python',
  needs: [python.need],
  prepare: virtualEnvironment,
  generate: (place) => [
    inEnvironment(place, 'openapi-python-client', 'generate', '--path', place.contract, '--output-path', 'client', '--meta', 'none'),
  ],
  warning: /^(WARNING|ERROR|Warning\(s\)|Error\(s\)).*/m,
  accepted: [],
  check: python.check('client'),
  program: python.program('.'),
}
