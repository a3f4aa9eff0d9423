using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Admin;

/// <summary>The whole server with a model that sums up.</summary>
[Trait("Category", "Slow")]
public sealed class HandoffSummaryEndpointTests : IAsyncLifetime
{
    private const string ModelSummary =
        "Wants: to reset their password.\nTried: the article on resetting it.\nMood: calm throughout.\nOpen: nothing.";

    private readonly SummingServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task HandOff_WithAModel_BeginsWithTheFactsAndGetsItsSummaryOnce()
    {
        _server.Claude.Script = request =>
            IsSummary(request)
                ? FakeClaudeReply.Text(ModelSummary) with
                {
                    Latency = TimeSpan.FromSeconds(2),
                }
                : FakeClaudeReply.Default(request);
        var session = ChatClient.NewSession();
        (await _server.Customer.SayAsync(session, "How do I reset my password?")).Is(200);
        (await _server.Customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200);

        var first = (await _server.Admin.GetAsync($"{ChatClient.Admin}/escalations")).Is(200)["escalations"][0].Text("summary");
        var list = await _server.Admin.WaitAsync($"{ChatClient.Admin}/escalations", a => a["escalations"][0].Text("summary") != first);

        Assert.StartsWith("Reason: the customer asked for a person", first, StringComparison.Ordinal);
        Assert.Contains("How to Reset Your Password\" (https://", first, StringComparison.Ordinal);
        Assert.Equal($"{ModelSummary}\n\n{first}", list["escalations"][0].Text("summary"));
        Assert.Single(_server.Claude.Requests, IsSummary);
        Assert.Empty(_server.Claude.Requests.Single(IsSummary).ToolNames);
        Assert.Empty(_server.Claude.Violations);
        Assert.Matches(
            "csr_escalation_summaries_total{[^}]*outcome=\"written\"[^}]*} 1",
            (await _server.Customer.GetAsync("/metrics")).Body
        );
    }

    private static bool IsSummary(FakeClaudeRequest request) => request.SystemText.StartsWith("You sum up", StringComparison.Ordinal);

    private sealed class SummingServer() : TestServer(hasModel: true);
}
