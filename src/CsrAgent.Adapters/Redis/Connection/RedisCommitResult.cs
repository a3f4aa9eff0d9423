namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>What commit.lua returns.</summary>
internal enum RedisCommitResult
{
    CommitRefused = 0,
    Committed = 1,
    MoreWaits = 2,
    CommittedAndMoreWaits = 3,
    HandoffChanged = 4,
}
