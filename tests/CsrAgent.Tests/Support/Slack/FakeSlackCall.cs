using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>One call of the Web API.</summary>
public sealed record FakeSlackCall(string Method, JsonObject Arguments, string? Token, bool IsJson)
{
    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; } = TimeProvider.System.GetUtcNow();

    public string? Text(string name) => Arguments[name] is JsonValue value ? value.ToString() : null;
}
