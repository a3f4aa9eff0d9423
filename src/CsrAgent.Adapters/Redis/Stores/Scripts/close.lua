-- Closes a session: a token that was given out before opens it no more.
-- Arguments:
--   id: text, the conversation
--   kept: number, milliseconds, how long that is remembered
-- Returns when, in Unix milliseconds.

redis.call('SET', key('closed', id), now, 'PX', kept)
return now
