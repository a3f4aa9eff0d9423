namespace CsrAgent.Knowledge.Sync;

/// <summary>
/// That an operator has seen how a source shrank and means it. All processes see it, since each may have an index of its own. Safe to call
/// from many threads.
/// </summary>
public interface IShrinkConfirmations
{
    /// <summary>How long one counts.</summary>
    static readonly TimeSpan Duration = TimeSpan.FromDays(1);

    /// <param name="articles">So few articles may be left; a source that shrinks further has to be confirmed again.</param>
    Task ConfirmAsync(string source, int articles, CancellationToken cancellationToken);

    /// <summary>How few articles may be left of the source; null if nothing was confirmed lately.</summary>
    Task<int?> FindAsync(string source, CancellationToken cancellationToken);
}
