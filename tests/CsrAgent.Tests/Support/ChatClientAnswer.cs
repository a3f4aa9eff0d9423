using System.Text.Json;

namespace CsrAgent.Tests.Support;

/// <summary>A response as it stood on the wire.</summary>
/// <param name="Headers">By lower-case name.</param>
public sealed record ChatClientAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? MediaType => Headers.GetValueOrDefault("content-type")?.Split(';')[0];

    public JsonElement Json => field.ValueKind == JsonValueKind.Undefined ? field = JsonDocument.Parse(Body).RootElement : field;

    public JsonElement this[string name] => Json.GetProperty(name);

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>Null where it is absent.</summary>
    public string? Optional(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Asserts the status, with the body in the message of what fails.</summary>
    public ChatClientAnswer Is(int status)
    {
        Assert.True(Status == status, $"Expected {status} but got {Status}: {Body}");
        return this;
    }

    /// <summary>Asserts a problem as all errors have to be.</summary>
    public ChatClientAnswer IsProblem(int status, string code, string? field = null)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, Optional("code"));
        Assert.Equal(field, Optional("field"));
        Assert.Equal(status, this["status"].GetInt32());
        Assert.NotEmpty(Text("title"));
        Assert.NotEmpty(Text("detail"));
        return this;
    }

    internal static async Task<ChatClientAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
