using System.Globalization;
using System.Net.Http.Json;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>
/// What a message allocates in the whole server, with a model that answers at once. It hardly depends on the machine, and so shows a loss
/// that seconds would hide. <c>./bench --cost</c> measures the same in a server that has run longer.
/// </summary>
[Trait("Category", "Slow")]
public sealed class MessageAllocationTests
{
    // Measured on a quiet machine, which sheds no embedding: 81 to 83 kB. The answers quote an article, and quotes need no check of their
    // facts; before that was so, it was 103 to 108. A step that needs more may raise it, knowingly.
    private const double MaxKilobytes = 95;

    private const int Conversation = 5,
        WarmUp = 40,
        Measured = 60;

    private static readonly string[] Questions =
    [
        "How do I reset my password?",
        "Which payment methods can I use?",
        "How many days do I have to return something?",
        "Do you ship to Canada, and what does it cost?",
        "How do I change my email address?",
    ];

    [Fact]
    public async Task Message_WithTheModel_AllocatesNoMoreThanBefore()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.KeepsRequests = false;
        await using var server = await RealServer.StartAsync(
            ("CLAUDE_API_KEY", "key"),
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("RATE_LIMIT_PER_USER", "0"),
            ("RATE_LIMIT_GLOBAL", "0"),
            ("LOG_LEVEL", "Error")
        );
        using var http = new HttpClient { BaseAddress = new(server.BaseAddress) };
        await ConverseAsync(http, "warm", WarmUp);
        var before = await AllocatedAsync(http);

        await ConverseAsync(http, "measured", Measured);

        var each = (await AllocatedAsync(http) - before) / (Measured * Conversation) / 1000;
        Assert.True(each is > 10 and < MaxKilobytes, $"A message allocates {each:0.0} kB; at most {MaxKilobytes} are expected.");
    }

    private static async Task ConverseAsync(HttpClient http, string name, int conversations)
    {
        for (var i = 0; i < conversations * Conversation; i++)
        {
            using var response = await http.PostAsJsonAsync(
                "/api/v1/chat",
                new
                {
                    session_id = $"{name}-{i / Conversation}",
                    user_id = name,
                    message = Questions[i % Conversation],
                },
                TestContext.Current.CancellationToken
            );
            response.EnsureSuccessStatusCode();
        }
    }

    private static async Task<double> AllocatedAsync(HttpClient http)
    {
        const string Name = "dotnet_gc_heap_total_allocated_bytes_total";
        var metrics = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        var line = metrics.Split('\n').First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
