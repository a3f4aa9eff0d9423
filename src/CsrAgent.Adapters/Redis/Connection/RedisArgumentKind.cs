namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The Lua type that a script receives: a string, a number, a boolean, or a table of strings.</summary>
internal enum RedisArgumentKind
{
    Text,
    Number,
    Flag,
    List,
}
