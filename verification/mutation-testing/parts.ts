/** The code to mutate and its tests. The parts are separate because every rule uses most of the engine: its tests would run for every mutant. */
export const parts = {
  /** The code that plans and judges. */
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
  /** The requests and judgements of the rules. */
  rules: {
    mutate: ['conformance/rules/**/*.ts'],
    tests: ['conformance/rules/**/*.test.ts', 'verification/mutation-testing/{asks,rules}.test.ts'],
  },
} as const satisfies Readonly<Record<string, { readonly mutate: readonly string[]; readonly tests: readonly string[] }>>

export type Part = keyof typeof parts
export const partNames = Object.keys(parts) as Part[]
/** The environment variable with the part whose tests run; without it, all tests run. */
export const partVariable = 'MUTATION_TESTING_PART'
