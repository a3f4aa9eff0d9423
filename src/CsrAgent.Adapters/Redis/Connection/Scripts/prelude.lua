-- Shared by every script on a partition. KEYS[1] is the partition's work stream; all other keys of the partition have its hash tag, and
-- so its slot. RedisScript puts the constants of RedisCodes and the declared arguments before this file, and a script's own arguments
-- after it.
--
-- A conversation is one packed value rather than a hash, which takes four times the memory once a field is longer than 64 bytes.
local root = string.sub(KEYS[1], 1, -6) -- without ":work"
local GROUP = 'workers'
local NO_TICKET = -1
local FIELDS = {
  'user', 'channel', 'status', 'created', 'updated', 'sequence', 'context', 'state', 'ticket', 'ticketState',
  'fence', 'lease', 'holder', 'attempts', 'since', 'entry', 'committed', 'position', 'incarnation', 'changed',
}

local function key(kind, id) return root .. ':' .. kind .. ':' .. id end

local function load(id)
  local packed = redis.call('GET', key('c', id))
  if not packed then return nil end
  local values = cmsgpack.unpack(packed)
  local c = {stored = values}
  for i = 1, #FIELDS do c[FIELDS[i]] = values[i] end
  return c
end

-- Keeps the key's time to live, if it has one, and what a newer version has appended to the fields that this one knows.
local function save(id, c)
  local values = c.stored or {}
  for i = 1, #FIELDS do values[i] = c[FIELDS[i]] end
  redis.call('SET', key('c', id), cmsgpack.pack(values), 'KEEPTTL')
end

-- Its fences begin at a number that no conversation had before.
local function begin(user, channel, state, incarnation)
  return {
    user = user, channel = channel, status = BOT, created = now, updated = now, sequence = 0, context = 0, state = state,
    ticket = '', ticketState = NO_TICKET,
    fence = incarnation, lease = 0, holder = '', attempts = 0, since = 0, entry = '', committed = '', position = 0,
    incarnation = incarnation, changed = '',
  }
end

-- By status, for lists and for finding idle conversations.
local function index(id, c, before)
  if before and before ~= c.status then redis.call('ZREM', root .. ':status:' .. before, id) end
  redis.call('ZADD', root .. ':status:' .. c.status, c.updated, id)
end

-- Removes the conversation's entry, whether a worker holds it or it still waits.
local function drop(c)
  if c.entry == '' then return end
  redis.call('XACK', KEYS[1], GROUP, c.entry)
  redis.call('XDEL', KEYS[1], c.entry)
  c.entry = ''
end

-- The conversation has work now. The new entry is added before the old one is removed.
local function queue(id, c)
  local entry = redis.call('XADD', KEYS[1], '*', 'c', id, 'since', c.since)
  drop(c)
  c.entry = entry
  redis.call('ZREM', root .. ':later', id)
end

-- Notifies the processes that watch a list when its first entry is due, if this is that entry: they sleep until then.
local function announce(list, entry)
  local first = redis.call('ZRANGE', root .. ':' .. list, 0, 0, 'WITHSCORES')
  if first[1] ~= entry then return end
  local wait = string.format('%.0f', math.max(0, first[2] - now))
  redis.call('PUBLISH', string.match(root, '^[^{]*') .. 'due', list .. ' ' .. root .. ' ' .. wait)
end

-- The conversation has work, but not before a given time.
local function queueLater(id, c, at)
  redis.call('ZADD', root .. ':later', at, id)
  announce('later', id)
  drop(c)
end

-- No message waits: whatever made the conversation due is over.
local function rest(id, c)
  c.since = 0
  redis.call('ZREM', root .. ':waiting', id)
  redis.call('ZREM', root .. ':later', id)
  drop(c)
end

-- Due although no message waits, and so nothing to lease. No step leaves a conversation like that; if there is one, it must not be in the
-- way of others.
local function isEmpty(id, c)
  if redis.call('EXISTS', key('m', id)) == 1 then return false end
  c.lease, c.holder, c.attempts = 0, '', 0
  rest(id, c)
  save(id, c)
  return true
end

-- A change of owner: a running turn can no longer commit, and waiting messages are due at once.
local function raise(id, c)
  c.fence, c.lease, c.holder, c.attempts = c.fence + 1, 0, '', 0
  if c.since > 0 then
    queue(id, c)
  else
    drop(c)
    redis.call('ZREM', root .. ':later', id)
  end
end

-- Stores a ticket with its conversation, in the list for its state, and in the list of due tickets while it has something due.
local function keepTicket(id, ticket, state, json, rank, due)
  redis.call('HSET', root .. ':tickets', ticket, json)
  redis.call('ZADD', root .. ':ticketsBy:' .. state, rank, ticket)
  redis.call('SADD', key('ticketsOf', id), ticket)
  if tonumber(due) > 0 then
    redis.call('ZADD', root .. ':ticketsDue', due, ticket)
    announce('ticketsDue', ticket)
  else
    redis.call('ZREM', root .. ':ticketsDue', ticket)
  end
end

local function revisionOf(ticket) return cjson.decode(redis.call('HGET', root .. ':tickets', ticket) or '{}').Revision or 0 end

-- A message waits as "accepted at|position|JSON".
local function waitingEntry(position, json) return now .. '|' .. position .. '|' .. json end

local function acceptedAt(waiting) return tonumber(string.match(waiting, '^(%d+)|')) end

local function jsonOf(waiting) return string.match(waiting, '^%d+|%d+|(.*)$') end

local function messageIdOf(json) return cjson.decode(json).i end

-- The id of the customer's newest message, or "". The history's newer part suffices: between two of a customer's stand few others.
local function lastOfCustomer(id)
  for at = -1, -redis.call('LLEN', key('m', id)), -1 do
    local waiting = cjson.decode(jsonOf(redis.call('LINDEX', key('m', id), at)))
    if not waiting.g then return waiting.i end -- A retried one is in the history, where it was written.
  end
  local lines = redis.call('LRANGE', key('h', id), -100, -1)
  for i = #lines, 1, -1 do
    local line = cjson.decode(lines[i])
    if line.r == nil then return line.i end
  end
  return ''
end

local function keepLetter(id, letter, json)
  redis.call('HSET', root .. ':letters', letter, json)
  redis.call('ZADD', root .. ':lettersBy', now, letter)
  redis.call('SADD', key('lettersOf', id), letter)
end

-- Attempts and fence of a delivery, and what a newer version has appended to them.
local function sends(name)
  local attempts, fence, more = string.match(redis.call('HGET', root .. ':sends', name) or '0|0', '^(%d+)|(%d+)(.*)$')
  return tonumber(attempts), tonumber(fence), more
end

local function deliver(id, deliveries)
  for _, delivery in ipairs(deliveries) do redis.call('RPUSH', key('out', id), delivery) end
  if #deliveries > 0 and redis.call('ZADD', root .. ':out', 'NX', now, id) == 1 then announce('out', id) end
end

-- The parts of a lease in the order of RedisLeasePart.
local function leased(id, c, historyLimit)
  local history = {}
  local first = math.max(c.context, c.sequence - historyLimit)
  if historyLimit > 0 and first < c.sequence then history = redis.call('LRANGE', key('h', id), first, -1) end
  local ticket = ''
  if c.ticket ~= '' then ticket = redis.call('HGET', root .. ':tickets', c.ticket) or '' end
  return {
    id, -- PART_CONVERSATION
    c.fence, -- PART_FENCE
    c.attempts, -- PART_ATTEMPTS
    c.user, -- PART_USER
    c.channel, -- PART_CHANNEL
    c.status, -- PART_STATUS
    c.created, -- PART_CREATED
    c.updated, -- PART_UPDATED
    c.context, -- PART_CONTEXT
    c.state, -- PART_STATE
    ticket, -- PART_TICKET
    c.sequence, -- PART_SEQUENCE
    redis.call('LRANGE', key('m', id), 0, -1), -- PART_MAILBOX
    history, -- PART_HISTORY
    c.since > 0 and now - c.since or 0, -- PART_WAITED
    c.incarnation or 0, -- PART_INCARNATION
  }
end

local function lease(id, c, leaseTime, holder)
  c.fence, c.attempts, c.lease, c.holder = c.fence + 1, c.attempts + 1, now + leaseTime, holder
  save(id, c)
end
