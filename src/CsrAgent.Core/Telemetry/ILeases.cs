namespace CsrAgent.Telemetry;

/// <summary>
/// Names that one process at a time may hold. A process that dies holds its names until they run out, and then another takes them. Safe to
/// call from many threads.
/// </summary>
public interface ILeases
{
    /// <summary>
    /// Takes a name, or extends it where this process holds it already. False while another one holds it.
    /// </summary>
    /// <param name="name">Lower case, such as <c>knowledge-builder</c>.</param>
    /// <param name="duration">How long it is held, counted from some moment within the call.</param>
    Task<bool> TakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a name back; nothing happens where this process does not hold it.</summary>
    Task ReleaseAsync(string name, CancellationToken cancellationToken);
}
