using CsrAgent.Adapters.Slack;
using CsrAgent.Privacy;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>An id that passes for a card number is refused at the door, and its message would get no answer.</summary>
public sealed class SlackIdsTests
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [Fact]
    public void ConversationId_OfAnyThread_PassesForNoCard()
    {
        var redactor = new Redactor(new byte[32]);
        var random = new Random(20261129);

        for (var i = 0; i < 50_000; i++)
        {
            var ts = $"{random.Next(1_700_000_000, 2_100_000_000)}.{random.Next(1_000_000):D6}";
            var thread = new SlackThread("T" + Id(random), "C" + Id(random), ts, "U" + Id(random));
            if (redactor.HasCard(thread.ConversationId.Value)) Assert.Fail(thread.ConversationId.Value);
            if (redactor.HasCard(thread.UserId)) Assert.Fail(thread.UserId);
            if (redactor.HasCard(ts)) Assert.Fail(ts);
        }
    }

    private static string Id(Random random) => string.Concat(Enumerable.Range(0, 10).Select(_ => Letters[random.Next(Letters.Length)]));
}
