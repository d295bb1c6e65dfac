/**
 * What the processes do with their state in Redis, each as one command, so that no other one comes in between.
 *
 * All keys begin with `scm:control:`. Numbers are kept as texts, since those of milliseconds and of ids are longer than what `cjson` writes.
 *
 * - `state`, a hash: `deployment` names the processes that share it, `options` are those of all of them, `seed` makes random choices. `base` is the time in
 *   milliseconds, and `since` when Redis had it, empty if the clock stands still. `last` is the ordinal of the latest id; `arrivals` and `writes` number the requests,
 *   and `epoch` says how often these went back. `born` numbers rules forever, `deviation` and `fault` since the last reset; `version` changes with every change of
 *   rules. `entered`, `dropped` and `characters` are those of the journal. `start` is the state after the start, `at` and `runs` its clock.
 * - `order`, a list of the rules' numbers; `rules`, a hash with their JSON; `affected` and `draws`, hashes with their counts.
 * - `journal`, a list of `NUMBER JSON`; `sizes`, a list of their characters.
 * - `kept`, a hash with the JSON of named states.
 * - `members`, a set of processes: each is subscribed to a channel of its own as long as it lives.
 * - `lock`, held by the process that makes the state; `busy`, by the one that changes rows and state together.
 *
 * They are in one file, because each relies on what the others write.
 */
import type { RedisLink, RedisValue } from '../../redis/link.ts'

const prefix = 'scm:control:'
const names = ['state', 'order', 'rules', 'affected', 'draws', 'journal', 'sizes', 'kept', 'members', 'lock', 'busy'] as const
const keys = names.map((name) => prefix + name)

/** The channel of a process. The number of the database is part of it, because channels belong to all of them. */
export const channelOf = (database: string, process: string): string => `${prefix}${database}:${process}`

/** What all scripts begin with. */
const prelude = `
local ${names.join(', ')} = unpack(KEYS)

local function text(number) return string.format('%.0f', number) end

local function real()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Ids of different processes sort by the order of their creation if each begins after the latest one of all.
local function raise(epoch, last)
  local known = redis.call('HMGET', state, 'epoch', 'last')
  if epoch ~= known[1] or tonumber(last) <= tonumber(known[2]) then return end
  redis.call('HSET', state, 'last', last)
end

local function now()
  local base, since = unpack(redis.call('HMGET', state, 'base', 'since'))
  if since == '' then return tonumber(base) end
  return tonumber(base) + real() - tonumber(since)
end

local function isRunning() return redis.call('HGET', state, 'since') ~= '' end

local function setClock(time, running)
  redis.call('HSET', state, 'base', text(time), 'since', running and text(real()) or '')
end

-- What a process follows: the real time, base, since, epoch, last, and the numbers of this request and of the latest write.
local function turn(epoch, last, mayWrite)
  raise(epoch, last)
  local arrivals = redis.call('HINCRBY', state, 'arrivals', 1)
  if mayWrite == '1' then redis.call('HINCRBY', state, 'writes', 1) end
  local found = redis.call('HMGET', state, 'base', 'since', 'epoch', 'last', 'writes')
  return { text(real()), found[1], found[2], found[3], found[4], arrivals, tonumber(found[5]) }
end

-- The clock of the start: at a time that was given, or at the real one.
local function startClock()
  local at, runs = unpack(redis.call('HMGET', state, 'at', 'runs'))
  setClock(at == '' and real() or tonumber(at), runs == '1')
end

local function becomeOf(some)
  redis.call('HSET', state, 'last', some.last, 'arrivals', some.arrivals, 'writes', some.writes)
  redis.call('HINCRBY', state, 'epoch', 1)
end

local function currentOf(rows, counters)
  local found = redis.call('HMGET', state, 'last', 'arrivals', 'writes')
  return {
    rows = rows, counters = counters, time = text(now()), running = isRunning() and '1' or '',
    last = found[1], arrivals = found[2], writes = found[3],
  }
end

local function addRule(kind, json)
  local born = redis.call('HINCRBY', state, 'born', 1)
  local id = kind .. '-' .. redis.call('HINCRBY', state, kind, 1)
  redis.call('HSET', rules, born, '{"born":' .. born .. ',"id":"' .. id .. '","kind":"' .. kind .. '",' .. string.sub(json, 2))
  redis.call('RPUSH', order, born)
  redis.call('HINCRBY', state, 'version', 1)
  return born
end

local function addInitial()
  for _, json in ipairs(cjson.decode(redis.call('HGET', state, 'initial'))) do addRule('deviation', json) end
end

local function forgetRequests()
  local count = redis.call('LLEN', journal)
  redis.call('DEL', journal, sizes)
  redis.call('HSET', state, 'entered', 0, 'dropped', 0, 'characters', 0)
  return count
end

-- Whether one of the processes is there: a connection that ends also ends its subscription.
local function anyLives(channels)
  for _, process in ipairs(redis.call('SMEMBERS', members)) do
    if redis.call('PUBSUB', 'NUMSUB', channels .. process)[2] > 0 then return true end
  end
  return false
end
`

/** The first word of an answer if Redis has no state of the deployment any more: it has lost it, or others have begun anew. */
export const absent = 'absent'

/** What scripts begin with that need the state. Their first two values are the process and the deployment. A process is a member again if Redis had lost it. */
const present = `
local self, deployment = table.remove(ARGV, 1), table.remove(ARGV, 1)
if redis.call('HGET', state, 'deployment') ~= deployment then return { '${absent}' } end
redis.call('SADD', members, self)
`

/**
 * A process joins. Values: the beginning of channels, the process, and the lifetime of the lock in milliseconds. Returns `member` with the deployment, the
 * options, the seed and the start; `first` with the deployment that was before, if this process shall make the state; or `wait`, while another one does.
 */
const join = `
local found = redis.call('HMGET', state, 'deployment', 'options', 'seed', 'start')
if found[1] and anyLives(ARGV[1]) then
  redis.call('SADD', members, ARGV[2])
  return { 'member', unpack(found) }
end
if not redis.call('SET', lock, ARGV[2], 'NX', 'PX', ARGV[3]) and redis.call('GET', lock) ~= ARGV[2] then return { 'wait' } end
return { 'first', found[1] or '' }
`

/** Holds the lock on. Values: the process, and the lifetime in milliseconds. */
const hold = `
if redis.call('GET', lock) == ARGV[1] then redis.call('PEXPIRE', lock, ARGV[2]) end
return { 'held' }
`

/**
 * The first process makes the state. Values: itself, deployment, options, seed, time of the start (empty for the real one), whether it passes, initial rules,
 * the ordinal of the latest id, and rows and counters of the start, which a state that was lost had as its JSON instead. Returns `begun` with the start, or
 * `wait` if it has lost the lock.
 */
const begin = `
if redis.call('GET', lock) ~= ARGV[1] then return { 'wait' } end
redis.call('DEL', unpack(KEYS))
redis.call('HSET', state, 'deployment', ARGV[2], 'options', ARGV[3], 'seed', ARGV[4], 'at', ARGV[5], 'runs', ARGV[6], 'initial', ARGV[7])
redis.call('HSET', state, 'last', ARGV[8], 'arrivals', 0, 'writes', 0, 'epoch', text(real()), 'version', text(real()), 'born', 0)
startClock()
forgetRequests()
local start = ARGV[11]
if start == '' then start = cjson.encode(currentOf(ARGV[9], ARGV[10])) end
redis.call('HSET', state, 'start', start)
addInitial()
redis.call('SADD', members, ARGV[1])
return { 'begun', start }
`

/** A process leaves. Values: the beginning of channels, the process, the deployment. Returns `last` if there is none left; then the state is gone too. */
const leave = `
redis.call('SREM', members, ARGV[2])
if redis.call('HGET', state, 'deployment') ~= ARGV[3] then return { 'left' } end
for _, channel in ipairs(redis.call('PUBSUB', 'CHANNELS', ARGV[1] .. '*')) do
  if channel ~= ARGV[1] .. ARGV[2] then return { 'left' } end
end
redis.call('DEL', unpack(KEYS))
return { 'last' }
`

/**
 * A request arrives. Values: the epoch and the ordinal of the latest id of the process, whether the request may write, the version of the rules that the process
 * knows, the operation and the public id of the key, both empty if unknown. Returns what the process follows, the version, the JSON of all rules if it is another
 * one, and the rules that affect the request, each with its count.
 */
const arrive = `
local version, seed = unpack(redis.call('HMGET', state, 'version', 'seed'))
local all, hits = {}, {}
for at, born in ipairs(redis.call('LRANGE', order, 0, -1)) do
  local json = redis.call('HGET', rules, born)
  all[at] = json
  local rule = cjson.decode(json)
  local wish = rule.conditions
  local count = tonumber(redis.call('HGET', affected, born) or '0')
  local met = (not wish.next or count < wish.next)
    and (not wish.operation or wish.operation == ARGV[5])
    and (not wish.key or wish.key == ARGV[6])
  if met and wish.probability then
    -- 48 bits of a digest, which are uniformly distributed: every rule has a sequence of its own, so that rules do not disturb each other.
    local draw = redis.call('HINCRBY', draws, born, 1)
    local digest = redis.sha1hex(seed .. ' ' .. rule.id .. ' ' .. draw)
    met = tonumber(string.sub(digest, 1, 12), 16) / 2 ^ 48 < wish.probability
  end
  if met then
    hits[#hits + 1] = tonumber(born)
    hits[#hits + 1] = redis.call('HINCRBY', affected, born, 1)
  end
end
if version == ARGV[4] then all = {} end
return { 'arrived', turn(ARGV[1], ARGV[2], ARGV[3]), version, all, hits }
`

/** Something else that creates resources, and is no request. Values: the epoch and the latest id of the process. Returns what the process follows. */
const create = `return { 'found', turn(ARGV[1], ARGV[2], '1') }`

/** A request enters the journal. Values: its JSON, its characters, the bounds of entries and characters, the epoch and the latest id of the process. */
const enter = `
raise(ARGV[5], ARGV[6])
local number = redis.call('HINCRBY', state, 'entered', 1)
redis.call('RPUSH', journal, number .. ' ' .. ARGV[1])
redis.call('RPUSH', sizes, ARGV[2])
local characters = redis.call('HINCRBY', state, 'characters', ARGV[2])
while redis.call('LLEN', journal) > tonumber(ARGV[3]) or characters > tonumber(ARGV[4]) do
  if not redis.call('LPOP', journal) then break end
  characters = redis.call('HINCRBY', state, 'characters', '-' .. redis.call('LPOP', sizes))
  redis.call('HINCRBY', state, 'dropped', 1)
end
return { 'entered', number }
`

/** Returns the number of dropped entries, and all that are kept. */
const entries = `return { 'found', tonumber(redis.call('HGET', state, 'dropped')), redis.call('LRANGE', journal, 0, -1) }`

const forget = `return { 'forgotten', forgetRequests() }`

/** Sets the clock. Values: the time, and 1 or 0 for whether it passes; both empty for what remains. */
const clock = `
local time, running = now(), isRunning()
if ARGV[1] ~= '' then time = tonumber(ARGV[1]) end
if ARGV[2] ~= '' then running = ARGV[2] == '1' end
setClock(time, running)
return { 'set' }
`

/** Moves the time forward. Values: milliseconds, and the last possible time. Returns `refused` if it would be later. */
const advance = `
local time = now() + tonumber(ARGV[1])
if time > tonumber(ARGV[2]) then return { 'refused' } end
setClock(time, isRunning())
return { 'set' }
`

/** Adds a rule. Values: its kind, and its JSON without number and id. Returns its JSON. */
const add = `return { 'added', redis.call('HGET', rules, addRule(ARGV[1], ARGV[2])) }`

/** Removes rules. Values: their ids. Returns how many there were. */
const remove = `
local wanted, removed = {}, 0
for _, id in ipairs(ARGV) do wanted[id] = true end
for _, born in ipairs(redis.call('LRANGE', order, 0, -1)) do
  if wanted[cjson.decode(redis.call('HGET', rules, born)).id] then
    redis.call('LREM', order, 1, born)
    for _, each in ipairs({ rules, affected, draws }) do redis.call('HDEL', each, born) end
    redis.call('HINCRBY', state, 'version', 1)
    removed = removed + 1
  end
end
return { 'removed', removed }
`

/** Returns the JSON and the count of every rule, in order. */
const list = `
local all = {}
for _, born in ipairs(redis.call('LRANGE', order, 0, -1)) do
  all[#all + 1] = redis.call('HGET', rules, born)
  all[#all + 1] = tonumber(redis.call('HGET', affected, born) or '0')
end
return { 'found', all }
`

/** Returns the time, whether it passes, and the numbers of requests, deviations, faults and kept states. */
const summary = `
local count = { deviation = 0, fault = 0 }
for _, json in ipairs(redis.call('HVALS', rules)) do
  local kind = cjson.decode(json).kind
  count[kind] = count[kind] + 1
end
return {
  'found', text(now()), isRunning() and 1 or 0, redis.call('LLEN', journal), count.deviation, count.fault, redis.call('HLEN', kept),
}
`

/** Keeps the current state. Values: its name, empty for a new one, how many there may be, rows and counters. Returns name, time and the JSON of the replaced one. */
const keep = `
local name = ARGV[1]
if name == '' then name = 'snapshot-' .. redis.call('HINCRBY', state, 'snapshot', 1) end
local replaced = redis.call('HGET', kept, name)
if not replaced and redis.call('HLEN', kept) >= tonumber(ARGV[2]) then return { 'full' } end
local current = currentOf(ARGV[3], ARGV[4])
if replaced then current.order = cjson.decode(replaced).order else current.order = text(redis.call('HINCRBY', state, 'kept', 1)) end
redis.call('HSET', kept, name, cjson.encode(current))
return { 'kept', name, current.time, replaced or '' }
`

/** Returns the JSON of kept states. Values: a name, or nothing for all, which come with their names. */
const kept = `
if ARGV[1] then return { 'found', redis.call('HGET', kept, ARGV[1]) or '' } end
return { 'found', redis.call('HGETALL', kept) }
`

/** Forgets a kept state. Values: its name. Returns its JSON, or nothing. */
const drop = `
local found = redis.call('HGET', kept, ARGV[1])
redis.call('HDEL', kept, ARGV[1])
return { 'dropped', found or '' }
`

/** Returns to a state whose rows and counters are restored. Values: its JSON. */
const become = `
local some = cjson.decode(ARGV[1])
becomeOf(some)
setClock(tonumber(some.time), some.running == '1')
return { 'set' }
`

/** Returns the JSON of the state after the start. */
const start = `return { 'found', redis.call('HGET', state, 'start') }`

/** Returns to the state after the start, once its rows and counters are restored. */
const reset = `
becomeOf(cjson.decode(redis.call('HGET', state, 'start')))
startClock()
redis.call('DEL', order, rules, affected, draws)
redis.call('HDEL', state, 'deviation', 'fault')
redis.call('HINCRBY', state, 'version', 1)
forgetRequests()
addInitial()
return { 'set' }
`

/** A process takes its turn, or keeps it. Values: its lifetime in milliseconds. Returns `taken`, or `wait` while another process has it. */
const take = `
if redis.call('GET', busy) == self then redis.call('PEXPIRE', busy, ARGV[1])
elseif not redis.call('SET', busy, self, 'NX', 'PX', ARGV[1]) then return { 'wait' } end
return { 'taken' }
`

/** A process ends its turn. */
const end = `
if redis.call('GET', busy) == self then redis.call('DEL', busy) end
return { 'ended' }
`

/** Scripts that make and end the state, and those that use it. */
const making = { join, hold, begin, leave }
const using = {
  arrive,
  create,
  enter,
  entries,
  forget,
  clock,
  advance,
  add,
  remove,
  list,
  summary,
  keep,
  kept,
  drop,
  become,
  start,
  reset,
  take,
  end,
}

export type ScriptName = keyof typeof making | keyof typeof using

/** The answer of a script: a word for what happened, and values. */
export type ScriptAnswer = readonly [word: string, ...values: readonly unknown[]]

/** The scripts at a link, by name. Reject with `RedisAway`. */
export function scriptsAt(link: RedisLink): (name: ScriptName, ...values: readonly RedisValue[]) => Promise<ScriptAnswer> {
  const texts: Readonly<Record<string, string>> = {
    ...making,
    ...Object.fromEntries(Object.entries(using).map(([name, lua]) => [name, present + lua])),
  }
  const scripts = new Map(
    Object.entries(texts).map(([name, lua]) => [name, link.script<ScriptAnswer>(`control_${name}`, prelude + lua, keys.length)]),
  )
  return (name, ...values) => scripts.get(name)?.(...keys, ...values) ?? Promise.reject(new Error(`there is no script ${name}`))
}
