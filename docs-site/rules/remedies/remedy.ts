/** How a deployment is usually mended, for rules that have the same remedy. */

/** Software that many deployments are made of, in the order of the pages. */
export const stacks = ['Express', 'Fastify', 'Spring', 'ASP.NET Core', 'Django', 'FastAPI', 'SQL', 'nginx', 'Gateways'] as const
export type Stack = (typeof stacks)[number]

export interface Remedy {
  /** Names of the rules in their area. */
  readonly rules: readonly string[]
  /** What to change, in Markdown. */
  readonly text: string
  /** How it is done in a stack, in Markdown; only where the stack has its own way or its own trap. */
  readonly stacks?: Readonly<Partial<Record<Stack, string>>>
}
