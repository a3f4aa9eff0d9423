using CsrAgent.Tests.Host.Identity.Jwt;
using static Microsoft.Playwright.Assertions;

namespace CsrAgent.Tests.Browser;

/// <summary>A visitor chats, signs in at the site, and goes on as its customer.</summary>
[Collection(nameof(ChatSite))]
public sealed class IdentifyTests(SignedIdentityTests.SignedServer shop, Chromium chromium)
    : IClassFixture<SignedIdentityTests.SignedServer>
{
    private const string Question = "How do I reset my password?";

    [Fact]
    public async Task Identify_AfterAConversation_GoesOnInIt()
    {
        await using var visit = await Visit.BeginAsync(chromium, shop.Server.BaseAddress);
        await visit.SendAsync(Question);
        var answer = await visit.AnswerAsync();
        var session = await visit.SessionAsync();
        // A visitor's first call is told to open a session.
        var complaints = visit.Complaints.Count;

        await SignInAsync(visit, "ann");

        Assert.Equal(answer, await visit.AnswerAsync());
        await Expect(visit.Messages("customer")).ToContainTextAsync([Question]);
        Assert.Equal(session, await visit.SessionAsync());
        await visit.SendAsync("How do I track my order?");
        await visit.AnswerAsync(2);
        Assert.Equal(session, await visit.SessionAsync());
        Assert.Equal("ann", (await visit.KeptAsync()).Kept["userId"]!.GetValue<string>());
        Assert.Equal(complaints, visit.Complaints.Count);
    }

    [Fact]
    public async Task Identify_ConversationOfAnotherCustomer_BeginsAnew()
    {
        await using var visit = await Visit.BeginAsync(chromium, shop.Server.BaseAddress);
        await visit.SendAsync(Question);
        await visit.AnswerAsync();
        await SignInAsync(visit, "ben");
        await visit.AnswerAsync();

        await SignInAsync(visit, "cid");

        await Expect(visit.Composer).ToBeVisibleAsync();
        await Expect(visit.Messages("customer")).ToHaveCountAsync(0);
    }

    /// <summary>A page of the shop, where the customer is signed in.</summary>
    private async Task SignInAsync(Visit visit, string user)
    {
        var token = SignedIdentityTests.Sign(user, TimeProvider.System.GetUtcNow().AddMinutes(10));
        var page = $$"""
            <!doctype html><title>Shop</title>
            <script>window.csrChatSettings = { userId: "{{user}}", userToken: "{{token}}" };</script>
            <script src="/widget.js" async></script>
            """;
        var address = $"{shop.Server.BaseAddress}/shop/{user}";
        await visit.Page.RouteAsync(address, route => route.FulfillAsync(new() { ContentType = "text/html", Body = page }));
        await visit.Page.GotoAsync(address);
        await visit.Page.WaitForFunctionAsync("() => typeof window.CsrChat?.open === 'function'");
        await visit.Page.EvaluateAsync("() => CsrChat.open()");
    }
}
