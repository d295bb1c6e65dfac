import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../support/free-port.ts'
import { isExecutable, onPath } from '../support/on-path.ts'
import { dataFolder, startService, type Service } from './service.ts'

/** Debian keeps it in a folder that is not on the `PATH` of most users. */
const debianFile = '/usr/sbin/nginx'

/** The program `nginx`; `undefined` if it is not installed. */
export const findNginx = (): string | undefined => onPath('nginx') ?? (isExecutable(debianFile) ? debianFile : undefined)

/** Starts nginx as a load balancer in front of the ports of the loopback address, one after the other. Throws if it is not installed. */
export async function startNginx(ports: readonly number[]): Promise<Service> {
  const file = findNginx()
  if (file === undefined) throw new Error('nginx is not installed (Debian package nginx-light)')
  const [folder, port] = [dataFolder('nginx'), await freePort()]
  // Its workers need not run as the user who starts it.
  chmodSync(folder, 0o755)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => {
    const place = path.join(folder, name)
    mkdirSync(place)
    chmodSync(place, 0o777)
    return `${name}_temp_path ${place};`
  })
  const config = `
    daemon off;
    pid ${folder}/nginx.pid;
    worker_processes 1;
    events { worker_connections 1024; }
    http {
      access_log off;
      ${temporary.join(' ')}
      # The server judges bodies.
      client_max_body_size 0;
      upstream servers {
        ${ports.map((each) => `server 127.0.0.1:${each};`).join(' ')}
        keepalive 32;
      }
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass http://servers;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $http_host;
          # Another server gets a request only if the first one cannot have processed it: without non_idempotent, no POST or PATCH that was sent.
          proxy_next_upstream error timeout;
        }
      }
    }`
  writeFileSync(path.join(folder, 'nginx.conf'), config)
  return startService({
    name: 'nginx',
    url: `http://127.0.0.1:${port}`,
    port,
    folder,
    file,
    args: ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', 'stderr'],
  })
}
