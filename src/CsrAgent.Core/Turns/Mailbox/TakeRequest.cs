namespace CsrAgent.Turns.Mailbox;

/// <summary>Which turns to take, and how many.</summary>
/// <param name="Max">Maximum number of leases to return; 1 or more.</param>
/// <param name="Wait">How long to wait for the first; zero returns at once.</param>
/// <param name="WaitedFor">When set, only conversations whose oldest message has waited longer than this and of which
/// <see cref="MinFailures"/> attempts have failed, including those in back-off. Conversations that nobody has tried yet are left out,
/// however long they have waited.</param>
public sealed record TakeRequest(int Max, TimeSpan Wait, TimeSpan? WaitedFor = null)
{
    /// <summary>How many attempts must have failed before a long wait is a reason to give a turn up: one may be a crash.</summary>
    public const int MinFailures = 2;
}
