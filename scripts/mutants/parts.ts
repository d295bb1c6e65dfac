/** What is mutated, and the tests that it has to face. They are kept apart since every rule reaches most of the engine, and would be run for each of its mutants. */
export const parts = {
  /** What plans and judges. */
  engine: {
    mutate: [
      'conformance/{judge,plan}/*.ts',
      'conformance/{ask,select,waivers,exchange,request,levels,target,verdict-stream,har,recorded,passage,gaps}.ts',
      'conformance/own/{gone,bookkeeper,journal}.ts',
      'conformance/report/report.ts',
      'conformance/send/{pace,build,tap}.ts',
    ],
    tests: ['conformance/*.test.ts', 'conformance/{judge,plan,own,report,send}/*.test.ts', 'scripts/mutants/run.test.ts'],
  },
  /** What the rules of the catalogue ask and say. */
  rules: {
    mutate: ['conformance/rules/**/*.ts'],
    tests: ['conformance/rules/**/*.test.ts', 'scripts/mutants/{asks,rules}.test.ts'],
  },
} as const satisfies Readonly<Record<string, { readonly mutate: readonly string[]; readonly tests: readonly string[] }>>

export type Part = keyof typeof parts
export const partNames = Object.keys(parts) as Part[]
/** The variable that names the part whose tests are to be run; all of them without it. */
export const partVariable = 'MUTANTS_PART'
