-- Returns the time that scripts go by, in Unix milliseconds.

return now
