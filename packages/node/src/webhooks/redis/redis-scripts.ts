// Table of the scripts of a Redis inbox. Each runs as one step of the server, over one key, by the server's clock.
// An event is a hash: owner, until (of the lease, in ms), attempts, done.

const now = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;
const unlessHeld = (answer: string): string =>
  `if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return ${answer} end\n`;
const unlessOpen = (answer: string): string =>
  `if redis.call('HEXISTS', KEYS[1], 'done') == 1 then return ${answer} end\n`;

/** The scripts, each with what it takes and returns. */
export const redisScripts: Readonly<Record<'claim' | 'renew' | 'complete' | 'release', string>> = {
  /** owner, leaseMs, retentionMs → state, and the attempt or the milliseconds that are left */
  claim: `${now}local event = redis.call('HMGET', KEYS[1], 'done', 'until', 'attempts')
if event[1] then return {'done', 0} end
local left = (tonumber(event[2]) or 0) - now
if left > 0 then return {'in_flight', left} end
local attempt = (tonumber(event[3]) or 0) + 1
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'until', string.format('%.0f', now + ARGV[2]), 'attempts', attempt)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {'fresh', attempt}`,
  /** owner, leaseMs → 1 where it worked */
  renew: `${unlessHeld('0')}${unlessOpen('0')}${now}redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + ARGV[2]))
return 1`,
  /** owner, retentionMs → 1 where it worked */
  complete: `${unlessHeld('0')}redis.call('HSET', KEYS[1], 'done', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`,
  /** owner */
  release: `${unlessHeld('0')}${unlessOpen('0')}redis.call('HDEL', KEYS[1], 'owner', 'until')
return 1`,
};
