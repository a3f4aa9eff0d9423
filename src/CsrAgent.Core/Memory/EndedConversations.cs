using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Memory;

/// <summary>
/// The conversations that have ended since the last ones that were read, for one process at a time. Used by one task at a time.
/// </summary>
internal sealed class EndedConversations(IConversationStore conversations, IMemoryProgress progress, TimeProvider time)
{
    public const int MaxAtOnce = 5;

    /// <summary>How long others wait for a process that has died over what it has taken.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Until all that was committed before can be seen, and in order.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(15);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private MemoryPosition? _position;

    /// <summary>The next few, those that ended first before the others; none where another process reads.</summary>
    public async Task<IReadOnlyList<Conversation>> TakeAsync(CancellationToken cancellationToken)
    {
        if ((_position = await progress.TakeAsync(_holder, Lease, cancellationToken)) is not { } position) return [];
        var filter = new ConversationFilter
        {
            Status = ConversationStatus.Ended,
            IdleSince = time.GetUtcNow() - Settle,
            After = position.After,
            Limit = MaxAtOnce,
        };
        return await conversations.ListAsync(filter, cancellationToken);
    }

    /// <inheritdoc cref="IMemoryProgress.ReadThroughAsync"/>
    public Task<long> ReadThroughAsync(Conversation conversation, CancellationToken cancellationToken) =>
        progress.ReadThroughAsync(conversation, cancellationToken);

    /// <summary>Of those that were taken, in their order. False when another process has them now.</summary>
    public async Task<bool> DoneAsync(Conversation conversation, long through, CancellationToken cancellationToken)
    {
        if (_position is not { } position || !await progress.DoneAsync(position, conversation, through, cancellationToken)) return false;
        _position = position with { After = ConversationCursor.Of(conversation) };
        return true;
    }
}
