-- What every script that knows the time begins with: the time is that of Redis, whatever clock the calling process has.
-- Arguments:
--   clock: number, Unix microseconds; 0 for the time of Redis
--
-- micros and now: Unix microseconds and milliseconds.
local micros = clock
if micros == 0 then
  local time = redis.call('TIME')
  micros = tonumber(time[1]) * 1000000 + tonumber(time[2])
end
local now = math.floor(micros / 1000)
