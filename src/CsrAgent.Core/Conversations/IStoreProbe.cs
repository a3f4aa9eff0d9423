namespace CsrAgent.Conversations;

/// <summary>Tells whether the store takes what is written. Safe to call from many threads.</summary>
public interface IStoreProbe
{
    /// <summary>Writes something small, as durably as a message; throws when that fails.</summary>
    Task WriteAsync(CancellationToken cancellationToken);
}
