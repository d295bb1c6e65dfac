const day = 86_400

/**
 * How long Redis keeps the counters of a subject after its last counted request, in seconds: by its own clock, all windows have ended then. By a given one,
 * which may stand still, windows end when it says so; a day is long enough for tests.
 */
export const lifeOf = (clock: 'redis' | 'given', longest: number): number => (clock === 'redis' ? longest : day)

/**
 * Does what `take` of the limiter in memory does (D07), as one command of Redis, so that no other one comes in between. Writes only if it counts.
 *
 * KEYS[1] is a hash of the subject. Each window is a field, named by its length in seconds, with its start (Unix time in seconds), the number of counted
 * requests and the limit as its value. ARGV is the time in milliseconds, empty for the clock of Redis, the lifetime of the hash in seconds, and length and
 * limit of each window. Returns the limit, the remaining number, the end of the window, and the seconds to wait, 0 for a counted request. Numbers are those of
 * JavaScript (IEEE 754), so that both limiters round alike.
 */
export const takeScript = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local second = math.floor(now / 1000)

local names = {}
for at = 3, #ARGV, 2 do names[#names + 1] = ARGV[at] end
local known = redis.call('HMGET', KEYS[1], unpack(names))

local windows, retryAt = {}, nil
for at, name in ipairs(names) do
  local length, limit = tonumber(name), tonumber(ARGV[2 * at + 2])
  local start, used = nil, nil
  if known[at] then
    start, used = string.match(known[at], '^(%S+) (%S+)')
    start, used = tonumber(start), tonumber(used)
  end
  if not start or start > second or second >= start + length then start, used = second, 0 end
  if used >= limit then retryAt = math.max(retryAt or start + length, start + length) end
  windows[at] = { start = start, used = used, limit = limit, ends = start + length }
end

if not retryAt then
  local fields = {}
  for at, name in ipairs(names) do
    local window = windows[at]
    window.used = window.used + 1
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%.0f %.0f %.17g', window.start, window.used, window.limit)
  end
  redis.call('HSET', KEYS[1], unpack(fields))
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end

local fewest = windows[1]
for _, window in ipairs(windows) do
  if window.limit - window.used < fewest.limit - fewest.used then fewest = window end
end
local wait = 0
if retryAt then wait = math.max(1, math.ceil(retryAt - now / 1000)) end
-- A server with a lower limit may have joined.
return { fewest.limit, math.max(0, fewest.limit - fewest.used), fewest.ends, wait }
`

/** A field of a hash that the script has written. */
export function windowOf(
  field: string,
  value: string,
): { readonly seconds: number; readonly start: number; readonly used: number; readonly limit: number } {
  const [start = NaN, used = NaN, limit = NaN] = value.split(' ').map(Number)
  return { seconds: Number(field), start, used, limit }
}
