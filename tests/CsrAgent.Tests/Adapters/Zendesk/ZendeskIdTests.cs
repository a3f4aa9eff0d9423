using CsrAgent.Adapters.Zendesk;
using CsrAgent.Privacy;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>Zendesk's own ids have up to 14 digits, and every tenth of those that begin like a card passes for one.</summary>
public sealed class ZendeskIdTests
{
    /// <summary>Passes every check of a card's number.</summary>
    private const long LikeACard = 30569309025904;

    [Fact]
    public void Ids_ThatLookLikeCards_StayAsZendeskShowsThem()
    {
        Assert.True(new Redactor(new byte[32]).HasCard($"{LikeACard}"));

        Assert.Equal($"zendesk:{LikeACard}", ZendeskIds.User(LikeACard));
        Assert.Equal($"zendesk:141:{LikeACard}", ZendeskIds.Conversation(141, LikeACard).Value);
        Assert.Equal($"141/{LikeACard}", ZendeskIds.Key(141, LikeACard));
    }

    /// <summary>No id of Zendesk's is that long, and a card must not be stored, wherever somebody puts it.</summary>
    [Fact]
    public void Ids_LongerThanZendesks_AreNoNumbers()
    {
        const long Card = 4111111111111111;

        Assert.DoesNotContain("4111", ZendeskIds.User(Card), StringComparison.Ordinal);
        Assert.DoesNotContain("4111", ZendeskIds.Conversation(141, Card).Value, StringComparison.Ordinal);
        Assert.False(ZendeskIds.IsTicket(Card));
        Assert.False(ZendeskIds.IsTicket(LikeACard));
        Assert.True(ZendeskIds.IsTicket(987_654_321));
    }

    [Theory]
    [InlineData("zendesk:141:30569309025904", true)]
    [InlineData("zendesk:141:x14bqf3v", true)]
    [InlineData("zendesk:30569309025904:8", false)]
    [InlineData("zendesk:141:4111111111111111", false)]
    [InlineData("zendesk:141:30569309025904 4111111111111111", false)]
    [InlineData("web:141:30569309025904", false)]
    public void IsOwn_Id_IsTrueForItsOwnFormAlone(string id, bool isOwn) => Assert.Equal(isOwn, ZendeskIds.IsOwn(new(id)));

    /// <summary>Through the real server's process.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Talk_CustomerWithSuchAnId_IsAnsweredFoundExportedAndErased()
    {
        await using var zendesk = await FakeZendesk.StartAsync();
        await using var server = await RealServer.StartAsync([.. ZendeskServer.Settings(zendesk)]);
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        var ticket = zendesk.Open(LikeACard, "How do I reset my password?");
        (await admin.SendAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])))).Is(200);
        await Until.TrueAsync(() => zendesk.Look(ticket, t => t.Answers.Count) == 1, "it is answered");

        var session = $"zendesk:{ticket.Id}:{LikeACard}";
        Assert.Equal(2, (await admin.MessagesAsync(session)).Count);
        var customer = $"{ChatClient.Admin}/customers/zendesk:{LikeACard}";
        Assert.Contains("How do I reset my password?", (await admin.GetAsync($"{customer}/export")).Is(200).Body, StringComparison.Ordinal);
        (await admin.DeleteAsync(customer)).Is(200);
        (await admin.HistoryAsync(session)).Is(404);
        // Nobody but the channel may use such an id.
        (await admin.SayAsync(session, "Hello")).Is(400);
        Assert.Empty(zendesk.Violations);
    }
}
