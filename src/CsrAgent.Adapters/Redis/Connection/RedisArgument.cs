namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>An argument of a script as its file declares it.</summary>
internal sealed record RedisArgument(string Name, RedisArgumentKind Kind);
