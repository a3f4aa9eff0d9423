namespace CsrAgent.Telemetry;

/// <summary>
/// Tries out something that a part depends on, for <c>csr-agent doctor</c>: a store, a model, a channel. The part has been registered and
/// connected; nothing else runs. Called once, may take seconds, changes nothing for customers. What it throws is reported as a fault.
/// </summary>
public interface ISelfTest
{
    /// <summary>In one word: <c>redis</c>.</summary>
    string Name { get; }

    Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken);
}
