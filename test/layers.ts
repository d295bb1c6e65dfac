import path from 'node:path'
import ts from 'typescript'

/** The layers of the server: what a source belongs to, and hence what may not be in it. */
type Layer = 'entry' | 'handlers' | 'domain' | 'store' | 'frame'

const groups = /^server\/(catalog|inventory|transfers|alerts|forecasting|keys)\//

/** The layer of a source of the server, by its path. */
export function layerOf(file: string): Layer {
  if (file === 'server/main.ts' || file === 'server/index.ts') return 'entry'
  if (file.startsWith('server/store/')) return 'store'
  if (!groups.test(file)) return 'frame'
  return /(^|[/-])handlers\.ts$/.test(file) ? 'handlers' : 'domain'
}

interface Import {
  /** A package, or a path relative to the project. */
  readonly from: string
  /** Whether nothing is left of it at run time. */
  readonly typeOnly: boolean
}

/** What a source holds that a rule looks at. */
interface Facts {
  readonly imports: readonly Import[]
  readonly names: ReadonlySet<string>
  /** `Date.now`, `process.env`: every access to a property of a name, and `new Date()` where nothing is given. */
  readonly accesses: ReadonlySet<string>
  /** Whether an object has a `status` that is a number. */
  readonly statuses: boolean
}

function factsOf(file: string, source: string): Facts {
  const imports: Import[] = []
  const names = new Set<string>()
  const accesses = new Set<string>()
  let statuses = false
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { text } = node.moduleSpecifier
      const bindings = node.importClause?.namedBindings
      const typeOnly =
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (node.importClause?.name === undefined &&
          bindings !== undefined &&
          ts.isNamedImports(bindings) &&
          bindings.elements.every((element) => element.isTypeOnly))
      imports.push({ from: text.startsWith('.') ? path.posix.join(path.posix.dirname(file), text) : text, typeOnly })
    }
    if (ts.isIdentifier(node)) names.add(node.text)
    if (ts.isPropertyAccessExpression(node)) accesses.add(node.getText())
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) accesses.add('new Date()')
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'status' && ts.isNumericLiteral(node.initializer)) statuses = true
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return { imports, names, accesses, statuses }
}

const isHttp = ({ from }: Import) => /^(fastify|undici|node:http|node:https|node:net)$/.test(from) || from.startsWith('server/http/')
const isSql = ({ from, typeOnly }: Import) =>
  /^(kysely|libsql|pg)$/.test(from) || (from.startsWith('server/store/') && !typeOnly && from !== 'server/store/violations.ts')

/** The client of Redis, which only one folder knows. */
const isRedis = ({ from, typeOnly }: Import) => from === 'ioredis' && !typeOnly

/** Time and chance, which are arguments everywhere but where the process begins. */
const sources = ['Date.now', 'new Date()', 'Math.random', 'process.env', 'process.argv', 'process.hrtime']
const chances = ['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues']
/** A clock that only measures how long an answer took; no answer tells it. */
const measuring = 'performance.now'

/** What is in a source of the server that its layer must not have, as sentences. */
export function layerFaults(file: string, source: string): string[] {
  const layer = layerOf(file)
  const { imports, names, accesses, statuses } = factsOf(file, source)
  const inGroup = layer === 'handlers' || layer === 'domain'
  const faults: string[] = []
  if (inGroup || layer === 'store') {
    for (const { from } of imports.filter(isHttp)) faults.push(`${layer}: HTTP, from ${from}`)
  }
  if (!file.startsWith('server/redis/')) {
    for (const { from } of imports.filter(isRedis)) faults.push(`${layer}: Redis, from ${from}`)
  }
  if (inGroup) {
    for (const { from } of imports.filter(isSql)) faults.push(`${layer}: SQL, from ${from}`)
    if (names.has('tenantId')) faults.push(`${layer}: a tenant id`)
  }
  if (layer === 'domain' && statuses) faults.push('domain: the status of an answer')
  if (layer !== 'entry') {
    for (const name of [...sources, ...(file.startsWith('server/http/') ? [] : [measuring])].filter((each) => accesses.has(each))) {
      faults.push(`${layer}: ${name}`)
    }
    for (const name of chances.filter((each) => names.has(each))) faults.push(`${layer}: ${name}`)
  }
  return faults
}
