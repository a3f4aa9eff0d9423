namespace CsrAgent.Handoff;

/// <summary>
/// The time that hand-offs go by: the same in every process that uses the store, whatever its own clock says, and steady while a clock is
/// set. From the store's adapter.
/// </summary>
public interface IHandoffClock
{
    DateTimeOffset UtcNow { get; }
}
