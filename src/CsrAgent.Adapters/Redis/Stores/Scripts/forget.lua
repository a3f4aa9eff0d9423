-- Removes unanswered questions from a list. KEYS: the list, and the counts of an erasure.
-- Arguments:
--   counts: flag, counts them
--   countsTime: number, milliseconds, for which the counts are kept
--   questions: list, JSON, as they stand there
-- Returns how many were removed.

local removed = 0
for _, question in ipairs(questions) do removed = removed + redis.call('LREM', KEYS[1], 0, question) end
if counts and removed > 0 then
  redis.call('HINCRBY', KEYS[2], 'questions', removed)
  redis.call('PEXPIRE', KEYS[2], countsTime)
end
return removed
