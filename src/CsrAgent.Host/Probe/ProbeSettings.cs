namespace CsrAgent.Host.Probe;

/// <param name="Port">Of a server on this machine.</param>
/// <param name="ApiKey">An admin key, or null.</param>
internal sealed record ProbeSettings(int Port, string? ApiKey);
