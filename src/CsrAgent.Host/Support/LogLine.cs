namespace CsrAgent.Host.Support;

/// <param name="Template">The message as it stands in the code, with the names of its values.</param>
/// <param name="Exception">Its types, and where it came from.</param>
internal sealed record LogLine(
    string? Time,
    string? Level,
    string? Category,
    string? Template,
    string? Trace,
    IReadOnlyList<string>? Exception
);
