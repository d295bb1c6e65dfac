/** The expressions of GitHub Actions, evaluated by the library that its editors use. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** Values by the name of their context: `inputs`, `env`, `secrets`. */
export type Contexts = Readonly<Record<string, unknown>>

/** The functions that look at the job, with what they return in a job without failures; `hashFiles` gets its own. */
export type HashFiles = (pattern: string) => string

function dataOf(value: unknown): data.ExpressionData {
  if (value === undefined || value === null) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  return new data.Dictionary(...Object.entries(value).map(([key, each]) => ({ key, value: dataOf(each) })))
}

/** Evaluates one expression to the text that a runner would insert. Throws if it is no expression, or names a context that does not exist. */
function evaluate(expression: string, contexts: Contexts, hashFiles: HashFiles = () => ''): string {
  const functions = [
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 255,
      call: (pattern: data.ExpressionData) => new data.StringData(hashFiles(pattern.coerceString())),
    },
    { name: 'always', minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(true) },
  ]
  const { tokens } = new Lexer(expression).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse()
  const byName = new Map(functions.map((each) => [each.name.toLowerCase(), each]))
  return new Evaluator(parsed, dataOf(contexts) as data.Dictionary, byName).evaluate().coerceString()
}

/** Replaces the expressions of a text. */
export function interpolate(text: unknown, contexts: Contexts, hashFiles?: HashFiles): string {
  return String(text).replaceAll(/\$\{\{(.*?)\}\}/gs, (_whole, expression: string) => evaluate(expression.trim(), contexts, hashFiles))
}
