namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>What accept.lua and known.lua return.</summary>
internal enum RedisAcceptResult
{
    Unknown = 0,
    Accepted = 1,
    Duplicate = 2,
    KeyReused = 3,
    NotYours = 4,
    SessionClosed = 5,
    Overtaken = 6,
}
