using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>One call of the Web API.</summary>
public sealed record FakeSlackCall(string Method, JsonObject Arguments, string? Token, bool IsJson)
{
    public string? Text(string name) => Arguments[name] is JsonValue value ? value.ToString() : null;
}
