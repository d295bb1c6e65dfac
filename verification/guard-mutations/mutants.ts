/** Every condition of a TypeScript source, each of which can be taken out while the code runs. */
import ts from 'typescript'

/** One condition taken out: what stands there, where, and what stands there instead. */
export interface Mutant {
  /** `guard.ts consentFor: isSafe(request.method) → false`; unique. */
  readonly name: string
}

interface Insertion {
  readonly at: number
  readonly text: string
  /** Suffixes before prefixes; of suffixes the inner ones first, of prefixes the outer ones. */
  readonly order: number
}

/** Methods whose callback is a condition. */
const judging = new Set(['some', 'every', 'find', 'findLast', 'findIndex', 'filter'])

/**
 * The source with a switch at every condition: of an `if` and of `?:`, at every operand of `&&` and `||`, at every callback that decides, at every function
 * whose name says that it answers yes or no, and at every call that is a statement. `switchName` is called with the number of the mutant, from `first` on,
 * and says whether that is the one that is on. `only`: names of the functions and classes that are looked at; without it, all.
 */
export function withSwitches(
  file: string,
  source: string,
  { switchName, first, only }: { readonly switchName: string; readonly first: number; readonly only?: readonly string[] | undefined },
): { readonly source: string; readonly mutants: readonly Mutant[] } {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const insertions: Insertion[] = []
  const mutants: Mutant[] = []
  const names = new Map<string, number>()
  let depth = 0

  const add = (node: ts.Node, where: string, becomes: string): string => {
    const text = node.getText(tree).replaceAll(/\s+/g, ' ')
    const name = `${file} ${where}: ${text} → ${becomes}`
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    mutants.push({ name: count === 1 ? name : `${name} (${count})` })
    return `${switchName}(${first + mutants.length - 1})`
  }
  const wrap = (node: ts.Node, before: string, after: string): void => {
    depth += 1
    insertions.push({ at: node.getStart(tree), text: before, order: 1_000_000 + depth }, { at: node.getEnd(), text: after, order: -depth })
  }
  const condition = (node: ts.Expression, where: string, values: readonly boolean[]): void => {
    const switches = values.map((value) => `${add(node, where, String(value))} ? ${value} : `).join('')
    wrap(node, `(${switches}(`, '))')
  }

  const visit = (node: ts.Node, where: string, isInside: boolean): void => {
    const named = nameOf(node)
    const here = named ?? where
    const inside = isInside || only === undefined || (named !== undefined && only.includes(named))
    if (inside) {
      if (ts.isIfStatement(node)) condition(node.expression, here, [true, false])
      else if (ts.isConditionalExpression(node)) condition(node.condition, here, [true, false])
      else if (ts.isBinaryExpression(node)) {
        const { kind } = node.operatorToken
        const value = kind === ts.SyntaxKind.AmpersandAmpersandToken ? true : kind === ts.SyntaxKind.BarBarToken ? false : undefined
        if (value !== undefined)
          for (const operand of [node.left, node.right]) if (!isSameOperator(operand, kind)) condition(operand, here, [value])
      } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && isJudging(node)) condition(node.body, here, [true, false])
      else if (
        ts.isExpressionStatement(node) &&
        ts.isCallExpression(node.expression) &&
        node.expression.expression.kind !== ts.SyntaxKind.SuperKeyword
      )
        // Braces around all of it, or a following `else` would be its own.
        wrap(node, `{ if (!${add(node.expression, here, 'nothing')}) { `, ' } }')
    }
    ts.forEachChild(node, (child) => visit(child, here, inside))
  }
  visit(tree, 'module', false)

  let result = source
  for (const { at, text } of insertions.sort((a, b) => b.at - a.at || b.order - a.order))
    result = result.slice(0, at) + text + result.slice(at)
  return { source: result, mutants }
}

/** `a && b && c` is one chain: of its parts, only `a`, `b` and `c` are operands. */
function isSameOperator(node: ts.Expression, kind: ts.SyntaxKind): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === kind
}

/** The name of what a node declares, where conditions are told by it. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text
  if (ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) return node.name.getText()
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer)) return node.name.getText()
  return undefined
}

function isJudging(node: ts.ArrowFunction): boolean {
  const { parent } = node
  if (ts.isVariableDeclaration(parent)) return /^(is|has)[A-Z]/.test(parent.name.getText())
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false
  return judging.has(parent.expression.name.text)
}
