using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>What <c>GET /v1/models/{id}</c> says of a model.</summary>
public sealed record FakeClaudeModel(string Id)
{
    public const string Path = "/v1/models/";

    public bool TakesEffort { get; init; }

    public string? Thinking { get; init; }

    public int MaxTokens { get; init; } = 64_000;

    public Task WriteAsync(HttpResponse response)
    {
        response.ContentType = "application/json";
        return response.WriteAsync(ToJson().ToJsonString());
    }

    private JsonObject ToJson() =>
        new()
        {
            ["id"] = Id,
            ["type"] = "model",
            ["display_name"] = Id,
            ["created_at"] = "2026-10-07T00:00:00Z",
            ["max_input_tokens"] = 200_000,
            ["max_tokens"] = MaxTokens,
            ["capabilities"] = new JsonObject
            {
                ["effort"] = new JsonObject
                {
                    ["supported"] = TakesEffort,
                    ["low"] = new JsonObject { ["supported"] = TakesEffort },
                },
                ["thinking"] = new JsonObject
                {
                    ["supported"] = Thinking is not null,
                    ["types"] = new JsonObject
                    {
                        ["adaptive"] = new JsonObject { ["supported"] = Thinking == "adaptive" },
                        ["between_tools"] = new JsonObject { ["supported"] = Thinking == "between_tools" },
                        ["enabled"] = new JsonObject { ["supported"] = false },
                    },
                },
            },
        };
}
