using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// One share of the conversations. All its keys have the same hash tag, and so the same slot: every atomic step is one script on one node.
/// </summary>
/// <param name="Index">From 0.</param>
/// <param name="Root">The prefix of its keys.</param>
internal sealed record RedisPartition(int Index, string Root)
{
    /// <summary>The stream of conversations that have work.</summary>
    public RedisKey Work { get; } = Root + ":work";

    /// <summary>
    /// A key that never exists, which every script names. While a slot is being migrated, a node that lacks any of a script's keys answers
    /// TRYAGAIN; this key makes it always do so, so that no script ever reads or writes half of a partition.
    /// </summary>
    public RedisKey Nothing { get; } = Root + ":nothing";

    /// <summary>Written before a WAIT on a connection of its own, so that the WAIT covers what other connections wrote before.</summary>
    public RedisKey Fence { get; } = Root + ":fence";

    public RedisKey Key(string name) => $"{Root}:{name}";
}
