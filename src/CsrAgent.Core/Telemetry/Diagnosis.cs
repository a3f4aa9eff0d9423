namespace CsrAgent.Telemetry;

/// <param name="Part">What was looked at, in one word.</param>
/// <param name="Text">One line: what was found, and for anything but <see cref="DiagnosisLevel.Ok"/> how to fix it. No secret.</param>
public sealed record Diagnosis(DiagnosisLevel Level, string Part, string Text)
{
    public static Diagnosis Ok(string part, string text) => new(DiagnosisLevel.Ok, part, text);

    public static Diagnosis Warning(string part, string text) => new(DiagnosisLevel.Warning, part, text);

    public static Diagnosis Fault(string part, string text) => new(DiagnosisLevel.Fault, part, text);
}
