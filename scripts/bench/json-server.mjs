/**
 * json-server on a JSON file, without a log of requests. The only argument is the path of the file. Prints the port that it listens on.
 */
import jsonServer from 'json-server'

const app = jsonServer.create()
app.use(jsonServer.defaults({ logger: false }))
app.use(jsonServer.router(process.argv[2]))
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.on('SIGTERM', () => process.exit(0))
