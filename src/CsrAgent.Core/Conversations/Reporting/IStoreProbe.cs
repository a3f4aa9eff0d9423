namespace CsrAgent.Conversations.Reporting;

/// <summary>Checks whether the store accepts writes. Safe to call from many threads.</summary>
public interface IStoreProbe
{
    /// <summary>Writes something small, as durably as a message; throws when that fails.</summary>
    Task WriteAsync(CancellationToken cancellationToken);
}
