namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>What a script gets: a string, a number, a boolean, or a table of strings.</summary>
internal enum RedisArgumentKind
{
    Text,
    Number,
    Flag,
    List,
}
