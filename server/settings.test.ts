import { describe, expect, it } from 'vitest'
import { readSettings, settingsHelp } from './settings.ts'

const defaults = {
  host: '127.0.0.1',
  port: 4010,
  databaseUrl: 'file:data/reference.db',
  databaseConnections: 10,
  logLevel: 'info',
  rateLimitPerMinute: 100,
  rateLimitPerHour: 1000,
  maxInFlight: 1000,
  trustedProxies: [],
  healthHost: '127.0.0.1',
  drainSeconds: 0,
  cors: [],
  deviations: [],
  controlHost: '127.0.0.1',
  controlAllowHosts: [],
  dataset: 'demo',
  docs: false,
}

describe('settings', () => {
  it('have defaults that need nothing from the operator', () => {
    expect(readSettings([], {})).toEqual(defaults)
  })

  it('have a data set of a million products, or of a part of them', () => {
    expect(readSettings(['--dataset', 'large'], {})).toMatchObject({ dataset: { large: 1 } })
    expect(readSettings([], { SERVER_DATASET: 'large:0.01' })).toMatchObject({ dataset: { large: 0.01 } })
    expect(readSettings(['--dataset', 'demo'], {})).toMatchObject({ dataset: 'demo' })
  })

  it('come from the environment', () => {
    const environment = {
      HOST: '::1',
      PORT: '0',
      DATABASE_URL: ':memory:',
      DATABASE_CONNECTIONS: '20',
      REDIS_URL: 'rediss://:secret@cache.example/3',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_PER_MINUTE: '5',
      RATE_LIMIT_PER_HOUR: '50',
      MAX_IN_FLIGHT: '500',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
      HEALTH_PORT: '9464',
      HEALTH_HOST: '0.0.0.0',
      DRAIN_SECONDS: '5',
      CONTROL_PORT: '0',
      CONTROL_HOST: 'localhost',
      SERVER_SEED: 'x',
      SERVER_CLOCK: '2026-06-01T08:00:00Z',
      SERVER_DATA: 'tenants.json',
    }
    expect(readSettings([], environment)).toEqual({
      host: '::1',
      port: 0,
      databaseUrl: ':memory:',
      databaseConnections: 20,
      redisUrl: 'rediss://:secret@cache.example/3',
      logLevel: 'silent',
      rateLimitPerMinute: 5,
      rateLimitPerHour: 50,
      maxInFlight: 500,
      trustedProxies: ['loopback', '10.0.0.0/8'],
      health: 9464,
      healthHost: '0.0.0.0',
      drainSeconds: 5,
      cors: [],
      deviations: [],
      control: 0,
      controlHost: 'localhost',
      controlAllowHosts: [],
      seed: 'x',
      clock: Date.UTC(2026, 5, 1, 8),
      data: 'tenants.json',
      dataset: 'demo',
      docs: false,
    })
  })

  it('come from flags, which win over the environment', () => {
    const flags = ['--port', '4011', '--database-url=file:other.db', '--rate-limit-per-minute', '7']
    expect(readSettings(flags, { PORT: '4012', RATE_LIMIT_PER_HOUR: '70' })).toEqual({
      ...defaults,
      port: 4011,
      databaseUrl: 'file:other.db',
      rateLimitPerMinute: 7,
      rateLimitPerHour: 70,
    })
  })

  it('take deviations in the order in which they are given, or their list', () => {
    expect(readSettings(['--deviation', 'a/b', '--deviation=c/d'], {})).toEqual({ ...defaults, deviations: ['a/b', 'c/d'] })
    expect(readSettings(['--list-deviations'], {})).toEqual({ listed: '' })
    expect(readSettings(['--list-deviations', 'rate-limit', 'retry'], {})).toEqual({ listed: 'rate-limit retry' })
  })

  it('take names of the control plane, which must be opened', () => {
    const names = ['--control-allow-host', 'server', '--control-allow-host', 'scm.test']
    expect(readSettings(['--control', '0', ...names], {})).toEqual({ ...defaults, control: 0, controlAllowHosts: ['server', 'scm.test'] })
    expect(() => readSettings(names, {})).toThrow('expected --control PORT with --control-allow-host')
    expect(() => readSettings(['--control', '0', '--control-allow-host', 'server:4012'], {})).toThrow(
      'Invalid --control-allow-host "server:4012": expected a host name without a port, such as server.',
    )
  })

  it('take origins whose pages may use the server in the order in which they are given, or all of them', () => {
    const origins = ['https://planner.example', 'http://localhost:5173', 'http://[::1]:8080']
    expect(
      readSettings(
        origins.flatMap((each) => ['--cors', each]),
        {},
      ),
    ).toEqual({ ...defaults, cors: origins })
    expect(readSettings(['--cors=*'], {})).toEqual({ ...defaults, cors: ['*'] })
  })

  it.each([
    ['planner.example', 'https://planner.example'],
    ['', 'https://planner.example'],
    ['null', 'https://planner.example'],
    ['https://*.planner.example', 'https://planner.example'],
    ['ftp://planner.example', 'https://planner.example'],
    ['https://planner.example/', 'https://planner.example'],
    ['https://planner.example/app', 'https://planner.example'],
    ['https://Planner.example', 'https://planner.example'],
    ['https://planner.example:443', 'https://planner.example'],
    ['http://a.example,http://b.example', 'https://planner.example'],
    ['https://planner.example http://b.example', 'https://planner.example'],
  ])('refuse %j as an origin', (text, such) => {
    expect(() => readSettings(['--cors', text], {})).toThrow(
      `Invalid --cors ${JSON.stringify(text)}: expected * or an origin as sent by browsers, such as ${such}.`,
    )
  })

  it('do not look at a variable whose flag is given', () => {
    expect(readSettings(['--port', '4011'], { PORT: 'abc' })).toEqual({ ...defaults, port: 4011 })
  })

  it('take an empty variable for none', () => {
    expect(readSettings([], { PORT: '', DATABASE_URL: '' })).toEqual(defaults)
  })

  it.each([
    [['--port', 'abc'], {}, 'Invalid --port "abc": expected a whole number from 0 to 65535.'],
    [['--port', '65536'], {}, 'Invalid --port "65536": expected a whole number from 0 to 65535.'],
    [['--port='], {}, 'Invalid --port "": expected a whole number from 0 to 65535.'],
    [[], { PORT: '-1' }, 'Invalid PORT "-1": expected a whole number from 0 to 65535.'],
    [[], { PORT: '1e3' }, 'Invalid PORT "1e3": expected a whole number from 0 to 65535.'],
    [['--host', 'a b'], {}, 'Invalid --host "a b": expected a host name or an IP address, such as 127.0.0.1.'],
    [[], { LOG_LEVEL: 'loud' }, 'Invalid LOG_LEVEL "loud": expected one of fatal, error, warn, info, debug, trace, silent.'],
    [['--rate-limit-per-minute', '0'], {}, 'Invalid --rate-limit-per-minute "0": expected a whole number from 1 to 1000000.'],
    [[], { RATE_LIMIT_PER_HOUR: 'many' }, 'Invalid RATE_LIMIT_PER_HOUR "many": expected a whole number from 1 to 1000000.'],
    [
      [],
      { REDIS_URL: 'http://user:p@ss/word@cache.example' },
      'Invalid REDIS_URL "http://…@cache.example": expected redis:// or rediss:// with a host, such as redis://user:password@127.0.0.1:6379/0.',
    ],
    [
      [],
      { REDIS_URL: 'redis:user:password@cache.example' },
      'Invalid REDIS_URL "redis://…@cache.example": expected redis:// or rediss:// with a host, such as redis://user:password@127.0.0.1:6379/0.',
    ],
    [
      [],
      { DATABASE_URL: 'mysql://x' },
      'Invalid DATABASE_URL "mysql://x": expected file:PATH, :memory: or postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    ],
    [['--health', 'on'], {}, 'Invalid --health "on": expected a whole number from 0 to 65535.'],
    [
      ['--trusted-proxies', 'loopback,nginx'],
      {},
      'Invalid --trusted-proxies "loopback,nginx": expected addresses, networks, loopback, linklocal or uniquelocal, separated by commas, such as 10.0.0.0/8,192.0.2.1.',
    ],
    [[], { DRAIN_SECONDS: '301' }, 'Invalid DRAIN_SECONDS "301": expected a whole number from 0 to 300.'],
    [
      ['--database-url', 'file:'],
      {},
      'Invalid --database-url "file:": expected file:PATH, :memory: or postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    ],
    [
      [],
      { DATABASE_URL: 'mysql://planner:secret@db.example/scm' },
      'Invalid DATABASE_URL "mysql://…@db.example/scm": expected file:PATH, :memory: or postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    ],
    [
      ['--clock', 'noon', '--control', '0'],
      {},
      'Invalid --clock "noon": expected a date or an RFC 3339 time, such as 2026-06-01T12:00:00Z.',
    ],
    [['--clock', '2026-06-01'], {}, 'A clock that stands still needs a control plane to advance it: expected --control PORT with --clock.'],
    [['--dataset', 'huge'], {}, 'Invalid --dataset "huge": expected demo, large, or large:SCALE with a number from 0.001 to 1.'],
    [
      [],
      { SERVER_DATASET: 'large:2' },
      'Invalid SERVER_DATASET "large:2": expected demo, large, or large:SCALE with a number from 0.001 to 1.',
    ],
    [
      ['--data', 'tenants.json'],
      { SERVER_DATASET: 'large' },
      'An empty database is filled with one kind of data: expected --data FILE or --dataset NAME, got both.',
    ],
    [['--verbose'], {}, "Unknown option '--verbose'; see --help."],
    [['--prot', '1'], {}, "Unknown option '--prot' (Did you mean --port?); see --help."],
    [['--port'], {}, "Option '--port <value>' argument missing; see --help."],
    [['4010'], {}, 'Unknown command "4010"; expected options, ctl or completion. See --help.'],
  ])('refuse %j with %j in one sentence', (flags, environment, sentence) => {
    expect(() => readSettings(flags, environment)).toThrow(expect.objectContaining({ name: 'SettingsError', message: sentence }))
  })

  it.each(['http://cache.example', 'redis:', 'redis:6379', 'redis:///0', 'redis://cache.example/scm', 'redis://cache.example?family=6'])(
    'refuse %j as the URL of Redis',
    (url) => {
      expect(() => readSettings(['--redis-url', url], {})).toThrow(
        `Invalid --redis-url "${url}": expected redis:// or rediss:// with a host, such as redis://user:password@127.0.0.1:6379/0.`,
      )
    },
  )

  it('are explained on request, each with its variable and its default', () => {
    expect(readSettings(['--help'], { PORT: 'abc' })).toBe('help')
    const help = settingsHelp().replaceAll(/\s+/g, ' ')
    expect(help).toContain('--port <value> port to listen on; 0 selects a free port (PORT; default 4010)')
    expect(help).toContain('(DATABASE_URL; default file:data/reference.db)')
    expect(help).toContain('(CONTROL_PORT; none by default)')
    expect(help).toContain('ctl --help lists its commands')
  })
})
