using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Clients;

/// <summary>A developer generates a C# client from docs/openapi.json: it compiles, and makes the README's first calls.</summary>
[Collection(nameof(GroundedServer))]
[Trait("Category", "Slow")]
public sealed class CSharpClientTests(GroundedServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CSharpClient_FirstCalls_Work()
    {
        var code = await CSharpClient.GenerateAsync(Token);
        // A type that a generator has to name itself, such as Status2 or Anonymous, is one that the document does not name.
        Assert.DoesNotMatch(@"(class|enum) (\w+\d|Anonymous|Response|Body)\b", code);

        var (runAsync, diagnostics) = CSharpClient.Compile(code);
        Assert.Empty(diagnostics);
        using var customer = new HttpClient { BaseAddress = new Uri(server.Server.BaseAddress) };
        using var administrator = new HttpClient { BaseAddress = customer.BaseAddress };
        administrator.DefaultRequestHeaders.Add("X-API-Key", RealServer.ApiKey);
        var said = await (Task<IReadOnlyList<string>>)runAsync!.Invoke(null, [customer, administrator, Token])!;

        Assert.Equal(
            [
                "Bot Neutral kb-001 True True",
                "True 0",
                "Accepted True demo-csharp",
                "Customer Agent Customer Agent",
                "Neutral True Bot",
                "400 invalid_field message True",
                "401 api_key_required",
                "True 0",
                "True",
                "Ready True",
            ],
            said
        );
    }
}
