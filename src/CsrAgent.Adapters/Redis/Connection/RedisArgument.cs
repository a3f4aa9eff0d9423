namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>A script argument, as the script's file declares it.</summary>
internal sealed record RedisArgument(string Name, RedisArgumentKind Kind);
