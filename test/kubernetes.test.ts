/** The manifests for Kubernetes: checked by the types of its API, which also know no misspelled field, and against the image that they run. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { configOf, readStages } from './containers/dockerfile.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: any // eslint-disable-line @typescript-eslint/no-explicit-any -- checked as a whole below
}

const manifests = parseAllDocuments(readFileSync(path.join(root, 'kubernetes/server.yaml'), 'utf8')).map((each) => each.toJS() as Manifest)
const only = (kind: string): Manifest => {
  const [found, ...others] = manifests.filter((each) => each.kind === kind)
  if (found === undefined || others.length > 0) throw new Error(`expected one ${kind}`)
  return found
}

/** Errors of objects as the compiler reports them: wrong types, missing fields and unknown ones. */
function faultsOf(objects: readonly Pick<Manifest, 'apiVersion' | 'kind'>[]): string[] {
  const file = path.join(root, 'test/manifests.ts')
  const source = objects
    .map((each, index) => {
      // `apps/v1` is in `kubernetes-types/apps/v1`, the group without a name in `kubernetes-types/core/v1`.
      const from = each.apiVersion.includes('/') ? each.apiVersion : `core/${each.apiVersion}`
      return `import type { ${each.kind} as Kind${index} } from 'kubernetes-types/${from}'\nexport const object${index}: Kind${index} = ${JSON.stringify(each)}\n`
    })
    .join('')
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  }
  const host = ts.createCompilerHost(options)
  const real = ts.createCompilerHost(options)
  host.fileExists = (name) => name === file || real.fileExists(name)
  host.readFile = (name) => (name === file ? source : real.readFile(name))
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.Latest) : real.getSourceFile(name, ...rest)
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('the manifests', () => {
  test('have the fields and types of the API', () => {
    expect(manifests.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget'])
    expect(faultsOf(manifests)).toEqual([])
  })

  test.each([
    ['an unknown field', { spec: { replica: 2 } }, 'replica'],
    ['a wrong type', { spec: { replicas: '2' } }, "'string' is not assignable to type 'number'"],
    ['a kind of another group', { apiVersion: 'batch/v1' }, 'Deployment'],
  ])('would not pass with %s', (_, change, said) => {
    const deployment = only('Deployment')
    const changed = { ...deployment, ...change, spec: { ...(deployment.spec as object), ...('spec' in change ? change.spec : {}) } }
    expect(faultsOf([changed]).join('\n')).toContain(said)
  })

  test('run two servers, one of which may be missing', () => {
    const { spec } = only('Deployment')
    expect(spec.replicas).toBe(2)
    expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0)
    expect(only('PodDisruptionBudget').spec.minAvailable).toBe(1)
    for (const { selector } of [spec, only('PodDisruptionBudget').spec])
      expect(spec.template.metadata.labels).toMatchObject(selector.matchLabels)
    expect(spec.template.metadata.labels).toMatchObject(only('Service').spec.selector)
  })

  test('fit the image: ports, user and time to stop', () => {
    const pod = only('Deployment').spec.template.spec
    const [container] = pod.containers
    const { ports, user } = configOf(readStages(path.join(root, 'docker/server.Dockerfile')).at(-1)!)
    expect(container.ports.map(({ containerPort }: { containerPort: number }) => containerPort)).toEqual(ports)
    expect(`${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`).toBe(user)
    const [flag, seconds] = container.args as [string, string]
    expect(flag).toBe('--drain-seconds')
    // The server gives running requests 10 seconds more.
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(seconds) + 10)
    // The endpoints are removed within this time after the server is not ready.
    expect(Number(seconds)).toBeGreaterThanOrEqual(container.readinessProbe.periodSeconds * container.readinessProbe.failureThreshold)
  })
})
