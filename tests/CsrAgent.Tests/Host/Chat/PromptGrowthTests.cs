using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>The whole server: a conversation's requests only grow, so that the provider's prompt cache serves them.</summary>
[Trait("Category", "Slow")]
public sealed class PromptGrowthTests : IAsyncLifetime
{
    private static readonly string[] Questions =
    [
        "How do I reset my password?",
        "How do I track my order?",
        "How long does a refund take?",
        "How do I return an item?",
        "Which payment methods do you accept?",
        "How do I change my email address?",
        "How do I cancel an order?",
    ];

    private readonly GrowingServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Post_TurnAfterTurn_BeginsWithTheFormerRequestUntilTheHistoryMovesOnByHalf()
    {
        _server.Claude.Script = FakeClaudeReply.Default;
        var session = ChatClient.NewSession();

        foreach (var question in Questions) (await _server.Customer.SayAsync(session, question)).Is(200);

        var requests = _server.Claude.Requests;
        Assert.Equal(Questions.Length, requests.Count);
        var grown = requests
            .Zip(requests.Skip(1), (one, next) => next.WithoutMarks.StartsWith(one.BeforeTheLastMessage, StringComparison.Ordinal))
            .ToList();
        // With the sixth question the history has ten messages, two more than the limit: its beginning moves on by four.
        Assert.Equal([true, true, true, true, false, true], grown);
        Assert.Empty(_server.Claude.Violations);
    }

    private sealed class GrowingServer() : TestServer(hasModel: true, ("HISTORY_LIMIT", "8"));
}
