/** Finds every condition of a TypeScript source and makes it removable at run time. */
import ts from 'typescript'

/** One removed condition: its text, its location and its replacement. */
export interface Mutant {
  /** `guard.ts consentFor: isSafe(request.method) → false`; unique. */
  readonly name: string
}

interface Insertion {
  readonly at: number
  readonly text: string
  /** Sort order at the same position: suffixes before prefixes, inner suffixes first, outer prefixes first. */
  readonly order: number
}

/** Methods whose callback is a condition. */
const judging = new Set(['some', 'every', 'find', 'findLast', 'findIndex', 'filter'])

/**
 * Adds a switch to every condition of the source: the conditions of `if` and `?:`, the operands of `&&` and `||`, predicate callbacks, functions
 * whose name starts with `is` or `has`, and calls that are statements. The generated code calls the function `switchName` with the number of
 * the mutant, counted from `first`; it returns whether that mutant is active. `only`: names of the functions and classes to change; by default all.
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
        // The outer braces keep a following `else` with its own `if`.
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

/** `a && b && c` is one chain with the operands `a`, `b` and `c`. */
function isSameOperator(node: ts.Expression, kind: ts.SyntaxKind): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === kind
}

/** The name of the declaration, if mutants are named by it. */
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
