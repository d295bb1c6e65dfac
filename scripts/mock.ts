/** Serves the examples of the contract with Prism until the process is stopped. */
import { Command, InvalidArgumentError, Option } from 'commander'
import { contract } from '../spec/contract.ts'
import { PrismError, startPrism } from './support/prism.ts'

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Expected a whole number from 0 to 65535.')
  return Number(text)
}

const program = new Command('mock')
  .description(`Returns the examples of the ${contract.title} for every operation; stores nothing.`)
  .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
  .addOption(new Option('--port <number>', 'port to listen on; 0 selects a free port').env('PORT').default(4011).argParser(wholeNumber))
  .parse()

const prism = await startPrism(program.opts()).catch((error: unknown) => {
  if (!(error instanceof PrismError)) throw error
  console.error(error.message)
  process.exit(2)
})

const stopping = new AbortController()
function stop(): void {
  stopping.abort()
  void prism.close()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

console.log(
  `The mock listens on ${prism.baseUrl} and accepts any bearer token. The header \`Prefer: code=404\` selects an error. Press Ctrl-C to stop.`,
)

await prism.ended
if (!stopping.signal.aborted) {
  console.error('Prism ended unexpectedly; start the mock again.')
  process.exitCode = 1
}
