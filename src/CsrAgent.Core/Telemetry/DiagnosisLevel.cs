namespace CsrAgent.Telemetry;

public enum DiagnosisLevel
{
    Ok,

    /// <summary>It works, but not as it should in production.</summary>
    Warning,

    /// <summary>The server does not start, or customers get no answers.</summary>
    Fault,
}
