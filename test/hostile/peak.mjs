/** Preloaded into a process to have it tell its peak memory as it ends. */
process.on('exit', () => {
  process.stderr.write(`peak memory ${process.resourceUsage().maxRSS} kB\n`)
})
