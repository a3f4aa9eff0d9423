using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// One share of the conversations. All its keys have its hash tag, and with it one slot: every atomic step is one script on one node.
/// </summary>
/// <param name="Index">From 0.</param>
/// <param name="Root">What its keys begin with.</param>
internal sealed record RedisPartition(int Index, string Root)
{
    /// <summary>Conversations that have work.</summary>
    public RedisKey Work { get; } = Root + ":work";

    /// <summary>
    /// A key that never exists, which every script names. While a slot moves, a node that does not have all keys of a script says TRYAGAIN;
    /// with this one it always does, so that no script ever sees, or writes, one half of a partition.
    /// </summary>
    public RedisKey Nothing { get; } = Root + ":nothing";

    /// <summary>Written before a WAIT on a connection of its own, so that the WAIT covers what other connections wrote before.</summary>
    public RedisKey Fence { get; } = Root + ":fence";

    public RedisKey Key(string name) => $"{Root}:{name}";
}
