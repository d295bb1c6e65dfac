/** What is mutated, and the tests that it has to face. They are kept apart since every rule reaches most of the engine, and would be run for each of its mutants. */
export const parts = {
  /** What plans and judges. */
  engine: {
    mutate: [
      'conformance/{judge,plan,model}/*.ts',
      'conformance/cleanup/*.ts',
      'conformance/{guard,resources}/*.ts',
      'conformance/recording/{har,recorded,passage,gaps}.ts',
      'conformance/report/report.ts',
      'conformance/send/{key-ring,pace,build,tap}.ts',
    ],
    tests: ['conformance/{model,judge,plan,guard,cleanup,recording,report,send}/*.test.ts', 'verification/mutation-testing/run.test.ts'],
  },
  /** What the rules of the catalogue ask and say. */
  rules: {
    mutate: ['conformance/rules/**/*.ts'],
    tests: ['conformance/rules/**/*.test.ts', 'verification/mutation-testing/{asks,rules}.test.ts'],
  },
} as const satisfies Readonly<Record<string, { readonly mutate: readonly string[]; readonly tests: readonly string[] }>>

export type Part = keyof typeof parts
export const partNames = Object.keys(parts) as Part[]
/** The variable that names the part whose tests are to be run; all of them without it. */
export const partVariable = 'MUTATION_TESTING_PART'
