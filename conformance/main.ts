/** Starts the suite, so that one that cannot even be loaded is told from a deployment that does not conform. */
try {
  await import('./cli.ts')
} catch (error) {
  console.error(
    `The suite itself failed, which says nothing about the deployment:\n${error instanceof Error ? error.message : String(error)}`,
  )
  process.exitCode = 3
}
