import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/free-port.ts'
import { isExecutable, onPath } from '../support/on-path.ts'
import { dataFolder, startService, type Service } from './service.ts'

/** Debian keeps it in a folder that is not on the `PATH` of most users. */
const debianFile = '/usr/sbin/nginx'

/** The program `nginx`; `undefined` if it is not installed. */
export const findNginx = (): string | undefined => onPath('nginx') ?? (isExecutable(debianFile) ? debianFile : undefined)

/** The configuration of the container; here it has other addresses and folders. */
const configFile = fileURLToPath(new URL('../../docker/nginx.conf', import.meta.url))

/** Starts nginx as a load balancer in front of the ports of the loopback address, one after the other. Throws if it is not installed. */
export async function startNginx(ports: readonly number[]): Promise<Service> {
  const file = findNginx()
  if (file === undefined) throw new Error('nginx is not installed (Debian package nginx-light)')
  const [folder, port] = [dataFolder('nginx'), await freePort()]
  // Its workers need not run as the user who starts it.
  chmodSync(folder, 0o777)
  const servers = ports.map((each) => `server 127.0.0.1:${each};`).join(' ')
  const config = readFileSync(configFile, 'utf8')
    .replaceAll('/tmp/', `${folder}/`)
    .replace('server scaled:4010;', servers)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
  writeFileSync(path.join(folder, 'nginx.conf'), config)
  return startService({
    name: 'nginx',
    url: `http://127.0.0.1:${port}`,
    port,
    folder,
    file,
    args: ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'],
  })
}
