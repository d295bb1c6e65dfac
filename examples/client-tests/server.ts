/** Where the tests get the server from. With the npm package, this is `export * from 'better-data-scm-server'`, and the tests import it directly. */
export * from '../../server/index.ts'
