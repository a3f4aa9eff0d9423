-- The channel's id of what was sent.
-- Arguments:
--   id: text, the conversation
--   delivery: text, its id
-- Returns text; "" where it was not sent, or has no such id.

return redis.call('HGET', key('sent', id), delivery) or ''
