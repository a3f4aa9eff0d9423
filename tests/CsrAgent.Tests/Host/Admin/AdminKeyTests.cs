using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Admin;

[Collection(nameof(GroundedServer))]
public sealed class AdminKeyTests(GroundedServer server)
{
    public static TheoryData<string, string> Routes =>
        new()
        {
            { "POST", "knowledge-base/index" },
            { "POST", "knowledge-base/articles" },
            { "DELETE", "knowledge-base/articles/kb-001" },
            { "POST", "knowledge-base/search" },
            { "GET", "knowledge-base/gaps" },
            { "POST", "knowledge-base/gaps/gap_1/draft" },
            { "GET", "knowledge-base/review" },
            { "POST", "knowledge-base/review" },
            { "GET", "knowledge-base/status" },
            { "POST", "knowledge-base/sources/folder/confirm" },
            { "POST", "analyze" },
            { "GET", "stats" },
            { "GET", "conversations" },
            { "GET", "escalations" },
            { "POST", "escalations/esc_1/claim" },
            { "POST", "escalations/esc_1/reply" },
            { "POST", "escalations/esc_1/return" },
            { "POST", "escalations/esc_1/resolve" },
            { "GET", "dead-letters" },
            { "POST", "dead-letters/dead_1/retry" },
            { "GET", "customers/ann/export" },
            { "DELETE", "customers/ann" },
            { "GET", "customers/ann/memories" },
            { "DELETE", "customers/ann/memories" },
            { "DELETE", "customers/ann/memories/mem_1" },
            { "GET", "audit" },
            { "GET", "audit/verification" },
            { "GET", "support" },
        };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Send_WithoutTheKey_IsUnauthorized(string method, string path)
    {
        foreach (
            var headers in ((string, string)[][])
                [
                    [],
                    [("X-API-Key", "")],
                    [("X-API-Key", "wrong")],
                    [("Authorization", $"Bearer {RealServer.ApiKey}")],
                ]
        )
        {
            var answer = await server.Customer.SendAsync(
                ChatClient.Request(new HttpMethod(method), $"{ChatClient.Admin}/{path}", null, headers)
            );
            answer.IsProblem(401, "api_key_required");
            Assert.DoesNotContain(RealServer.ApiKey, answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Routes_AreAllThatThereAre()
    {
        var document = (await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200);

        var documented = document["paths"]
            .EnumerateObject()
            .Where(p => p.Name.StartsWith(ChatClient.Admin, StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"));
        var tested = Routes.Select(r => $"{r.Data.Item1} {ChatClient.Admin}/{Template(r.Data.Item2)}");
        Assert.Equal(documented.Order(), tested.Order());
    }

    private static string Template(string path) =>
        string.Join(
            '/',
            path.Split('/')
                .Select(part =>
                    part switch
                    {
                        "kb-001" or "gap_1" or "esc_1" or "dead_1" or "ann" => "{id}",
                        "mem_1" => "{memoryId}",
                        "folder" => "{name}",
                        _ => part,
                    }
                )
        );
}
