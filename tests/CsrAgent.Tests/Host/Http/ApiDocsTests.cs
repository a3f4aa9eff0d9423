using System.Text.Json;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Support;
using Microsoft.OpenApi;

namespace CsrAgent.Tests.Host.Http;

[Collection(nameof(GroundedServer))]
public sealed class ApiDocsTests(GroundedServer server)
{
    private static readonly string[] Routes =
    [
        "POST /api/v1/chat",
        "GET /api/v1/chat/config",
        "GET /api/v1/chat/articles",
        "GET /api/v1/chat/articles/text",
        "POST /api/v1/chat/sessions",
        "GET /api/v1/chat/sessions",
        "POST /api/v1/chat/sessions/identify",
        "GET /api/v1/chat/{sessionId}",
        "DELETE /api/v1/chat/{sessionId}",
        "GET /api/v1/chat/{sessionId}/events",
        "POST /api/v1/chat/{sessionId}/feedback",
        "POST /api/v1/chat/{sessionId}/rating",
        "POST /api/v1/chat/{sessionId}/escalate",
        "DELETE /api/v1/chat/{sessionId}/escalate",
        "GET /api/v1/chat/{sessionId}/transcript",
        "GET /api/v1/turns/{id}",
        "POST /api/v1/verify",
        "GET /health/live",
        "GET /health/ready",
    ];

    [Fact]
    public async Task Document_IsValidOpenApi31AndListsTheCustomersRoutes()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);

        var (document, diagnostic) = OpenApiDocument.Parse(json.Body, "json");

        Assert.StartsWith("3.1", json.Text("openapi"), StringComparison.Ordinal);
        Assert.NotNull(document);
        Assert.Empty(diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        var listed = json["paths"]
            .EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"));
        Assert.Equal(Routes.Order(), listed.Where(route => !route.Contains("/admin/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Document_EachOperation_SaysWhatItDoesAndWhoMay()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);

        foreach (var path in json["paths"].EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Select(o => o.Value))
            {
                Assert.NotEmpty(operation.Text("summary"));
                Assert.NotEmpty(operation.GetProperty("responses").EnumerateObject());
                string[] schemes =
                    path.Name.StartsWith("/health", StringComparison.Ordinal) || path.Name == "/api/v1/verify" ? []
                    : path.Name.StartsWith(ChatClient.Admin, StringComparison.Ordinal) ? ["apiKey"]
                    : ["session", "apiKey", ""];
                Assert.Equal(
                    schemes,
                    operation
                        .GetProperty("security")
                        .EnumerateArray()
                        .Select(one => one.EnumerateObject().Select(scheme => scheme.Name).SingleOrDefault() ?? "")
                );
            }
        }
    }

    [Fact]
    public async Task Document_ChatSchemas_AreSnakeCaseAndWhole()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);

        var schemas = json["components"].GetProperty("schemas");
        Assert.Equal(
            ["channel", "message", "message_id", "metadata", "session_id", "stream", "user_id"],
            schemas.GetProperty("ChatRequest").GetProperty("properties").EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Contains("kb_articles", schemas.GetProperty("ChatResponse").GetProperty("properties").EnumerateObject().Select(p => p.Name));
        Assert.Contains(
            "message",
            schemas.GetProperty("AgentReplyRequest").GetProperty("properties").EnumerateObject().Select(p => p.Name)
        );
    }

    /// <summary>What generators of clients stumble over.</summary>
    [Fact]
    public async Task Document_ForGenerators_IsExact()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);
        var schemas = json["components"].GetProperty("schemas");
        var operations = json["paths"].EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value).ToList();

        var ids = operations.Select(operation => operation.Text("operationId")).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(
            operations.SelectMany(o => o.TryGetProperty("parameters", out var list) ? list.EnumerateArray() : []),
            parameter => Assert.EndsWith(".", parameter.Text("description"), StringComparison.Ordinal)
        );
        Assert.DoesNotMatch("\"(integer|number)\",\\s*\"string\"", json.Body);
        // With a signed token of the customer, user_id may be left out.
        Assert.Equal(["message"], Names(schemas.GetProperty("ChatRequest").GetProperty("required")));
        Assert.Equal(["code", "status", "title"], Names(schemas.GetProperty("ProblemDetails").GetProperty("required")));
        Assert.Equal("number", schemas.GetProperty("ChatResponse").GetProperty("properties").GetProperty("confidence").Text("type"));
        Assert.Equal(
            ["bot", "ended", "human", "waiting_for_human"],
            Names(schemas.GetProperty("ConversationStatus").GetProperty("enum"))
        );
        Assert.Equal(["fault", "ok", "stale", "syncing"], Names(PropertyOf("SourceBody", "state").GetProperty("enum")));
        // Nothing escalated: the event's escalation is null.
        Assert.Equal("null", PropertyOf("StatusBody", "escalation").GetProperty("oneOf")[0].Text("type"));

        JsonElement PropertyOf(string type, string name) => schemas.GetProperty(type).GetProperty("properties").GetProperty(name);
    }

    /// <summary>A generator makes a type of its own, with a name of its own, of each set of values that stands where it is used.</summary>
    [Fact]
    public async Task Document_EachSetOfValues_StandsOnce()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);

        var sets = Regex.Matches(json.Body, @"""enum"":\s*(\[[^\]]*\])").Select(match => match.Groups[1].Value).ToList();

        Assert.True(sets.Count > 8);
        Assert.Equal(sets.Distinct(), sets);
    }

    [Fact]
    public async Task Document_Chat_NamesItsHeadersAndEvents()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);
        var chat = json["paths"].GetProperty("/api/v1/chat").GetProperty("post");
        var responses = chat.GetProperty("responses");

        Assert.Equal(["Idempotency-Key", "Prefer"], chat.GetProperty("parameters").EnumerateArray().Select(p => p.Text("name")).Order());
        Assert.Equal(
            ["Location", "Preference-Applied", "Retry-After"],
            responses.GetProperty("202").GetProperty("headers").EnumerateObject().Select(h => h.Name).Order()
        );
        Assert.True(responses.GetProperty("429").GetProperty("headers").TryGetProperty("Retry-After", out _));
        Assert.Equal(["accepted", "citation", "delta", "done", "error"], EventsOf(json, "ChatEvent", responses));
        var follow = json["paths"].GetProperty("/api/v1/chat/{sessionId}/events").GetProperty("get");
        Assert.Equal(["delta", "message", "status"], EventsOf(json, "ConversationEvent", follow.GetProperty("responses")));
    }

    /// <summary>"Try it out", then "Execute".</summary>
    [Fact]
    public async Task Document_ItsExample_IsAnswered()
    {
        var json = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);
        var example = json["components"].GetProperty("schemas").GetProperty("ChatRequest").GetProperty("examples")[0];

        (await server.Customer.PostAsync("/api/v1/chat", example)).Is(200);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/widget.js", "text/javascript")]
    [InlineData("/csr/page.0123456789abcdef.css", "text/css")]
    [InlineData("/csr/panel.0123456789abcdef.js", "text/javascript")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    [InlineData("/api/v1/docs/index.html", "text/html")]
    [InlineData("/api/v1/openapi.json", "application/json")]
    [InlineData("/health/live", "application/json")]
    [InlineData("/api/v1/chat/unknown", "application/problem+json")]
    public async Task Get_Anything_CarriesTheSecurityHeaders(string path, string type)
    {
        var answer = await server.Customer.GetAsync(path);

        Assert.Equal(type, answer.MediaType);
        Assert.Equal("nosniff", answer.Headers["x-content-type-options"]);
        Assert.Equal("no-referrer", answer.Headers["referrer-policy"]);
        Assert.Contains("default-src 'self'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Contains("geolocation=()", answer.Headers["permissions-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("server", answer.Headers.Keys);
        Assert.DoesNotContain("access-control-allow-origin", answer.Headers.Keys);
        if (path.StartsWith("/api", StringComparison.Ordinal)) Assert.Equal("no-store", answer.Headers["cache-control"]);
    }

    [Fact]
    public async Task Health_Server_IsAliveAndReady()
    {
        Assert.Equal("live", (await server.Customer.GetAsync("/health/live")).Is(200).Text("status"));
        var ready = (await server.Customer.GetAsync("/health/ready")).Is(200);
        Assert.Equal("ready", ready.Text("status"));
        Assert.All(ready["checks"].EnumerateArray(), check => Assert.True(check.GetProperty("ok").GetBoolean()));
        Assert.Contains("store", ready["checks"].EnumerateArray().Select(check => check.Text("name")));
        Assert.Contains("knowledge", ready["checks"].EnumerateArray().Select(check => check.Text("name")));
    }

    private static IEnumerable<string?> Names(JsonElement list) => list.EnumerateArray().Select(name => name.GetString()).Order();

    /// <summary>Bytes to a generated client, which reads them as they come; what they hold has a name.</summary>
    private static IEnumerable<string?> EventsOf(ChatClientAnswer document, string name, JsonElement responses)
    {
        var stream = responses.GetProperty("200").GetProperty("content").GetProperty("text/event-stream").GetProperty("schema");
        Assert.Equal(("string", "binary"), (stream.Text("type"), stream.Text("format")));
        Assert.Equal($"#/components/schemas/{name}", stream.GetProperty("contentSchema").GetProperty("items").Text("$ref"));
        return document["components"]
            .GetProperty("schemas")
            .GetProperty(name)
            .GetProperty("oneOf")
            .EnumerateArray()
            .Select(shape => shape.GetProperty("properties").GetProperty("event").Text("const"))
            .Order();
    }
}
