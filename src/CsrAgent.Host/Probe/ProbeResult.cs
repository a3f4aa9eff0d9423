namespace CsrAgent.Host.Probe;

/// <param name="Text">One line for a log.</param>
internal sealed record ProbeResult(bool IsWell, string Text);
