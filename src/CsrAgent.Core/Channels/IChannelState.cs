namespace CsrAgent.Channels;

/// <summary>
/// Small texts that channels keep for themselves: how far they have reported, or what lets them in. Shared by all processes, and durable
/// when a call returns. Has no word of a customer's. Safe to call from many threads.
/// </summary>
public interface IChannelState
{
    /// <summary>Null where nothing was ever written.</summary>
    /// <param name="name">Lower-case, such as <c>webhook-events</c>.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    Task<ChannelState?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Writes unless another has written since. False where one has; then nothing is changed. Throws <c>StoreUnavailableException</c> where
    /// it is unknown whether it was written.
    /// </summary>
    /// <param name="name"><inheritdoc cref="ReadAsync"/></param>
    /// <param name="text">In place of what was there.</param>
    /// <param name="version">As it was read; 0 where there was none.</param>
    /// <param name="cancellationToken">Cancels before the write, never during it.</param>
    Task<bool> WriteAsync(string name, string text, long version, CancellationToken cancellationToken);
}
