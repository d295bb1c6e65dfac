export default {
  client: {
    input: process.env.CLIENT_CONTRACT,
    output: { target: 'client/client.ts', client: 'fetch', override: { mutator: { path: 'fetcher.ts', name: 'fetcher' } } },
  },
}
