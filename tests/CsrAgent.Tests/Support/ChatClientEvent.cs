using System.Text.Json;

namespace CsrAgent.Tests.Support;

/// <summary>One event of a stream.</summary>
public sealed record ChatClientEvent(string Name, JsonElement Data)
{
    public string Text(string name) => Data.GetProperty(name).GetString()!;
}
