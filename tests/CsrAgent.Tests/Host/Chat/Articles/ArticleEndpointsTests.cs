using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat.Articles;

/// <summary>What visitors search and read, with no session and no key.</summary>
[Collection(nameof(GroundedServer))]
public sealed class ArticleEndpointsTests(GroundedServer server, ArticleEndpointsTests.ClosedServer closed)
    : IClassFixture<ArticleEndpointsTests.ClosedServer>
{
    private const string Articles = $"{ChatClient.Chat}/articles";

    private readonly ChatClient _visitor = server.Customer;

    [Fact]
    public async Task Search_AQuestion_FindsItsArticleFirst()
    {
        var found = (await _visitor.GetAsync($"{Articles}?query=reset%20password")).Is(200)["articles"].EnumerateArray().ToList();

        Assert.Equal("How to Reset Your Password", found[0].GetProperty("title").GetString());
        Assert.NotEmpty(found[0].GetProperty("snippet").GetString()!);
        Assert.InRange(found.Count, 1, 8);
        Assert.Equal(["id", "snippet", "title"], found[0].EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task Search_WhatNoArticleIsAbout_FindsNothing() =>
        Assert.Empty((await _visitor.GetAsync($"{Articles}?query=zxqv%20wkrj")).Is(200)["articles"].EnumerateArray());

    /// <summary>A single word is of no language that could be told; the page knows the visitor's.</summary>
    [Fact]
    public async Task Search_InAVisitorsLanguage_PrefersIt()
    {
        var word = "hotelia" + Guid.NewGuid().ToString("N")[..6];
        await PutAsync(new { id = $"en-{word}", title = $"About {word}", body = $"All about {word}.", language = "en" });
        await PutAsync(new { id = $"de-{word}", title = $"Zu {word}", body = $"Alles zu {word}.", language = "de" });

        Assert.StartsWith("en-", await FirstAsync($"?query={word}&language=en-GB"), StringComparison.Ordinal);
        Assert.StartsWith("de-", await FirstAsync($"?query={word}&language=de-AT"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "query")]
    [InlineData("?query=%20", "query")]
    [InlineData("?query=refund&language=d%3Cb", "language")]
    [InlineData("?query=refund&limit=21", "limit")]
    public async Task Search_WrongParameters_AreNamed(string query, string field) =>
        (await _visitor.GetAsync(Articles + query)).IsProblem(400, "invalid_field", field);

    [Fact]
    public async Task Search_TooLong_IsRefused() =>
        (await _visitor.GetAsync($"{Articles}?query={new string('x', 201)}")).IsProblem(400, "invalid_field", "query");

    [Fact]
    public async Task Read_AnArticle_IsWithoutWhatItHides()
    {
        var id = "notes/" + Guid.NewGuid().ToString("N");
        await PutAsync(
            new
            {
                id,
                title = "Opening hours",
                url = "https://shop.example/hours",
                body = "We open at 9.\n\n<!-- staff: the key is under the mat -->\n\n<script>alert(1)</script>\n\n**Sundays** we rest.",
            }
        );

        var article = (await _visitor.GetAsync($"{Articles}/text?id={Uri.EscapeDataString(id)}")).Is(200);

        Assert.Equal((id, "Opening hours", "en"), (article.Text("id"), article.Text("title"), article.Text("language")));
        Assert.Equal("https://shop.example/hours", article.Text("url"));
        Assert.StartsWith("We open at 9.", article.Text("body"), StringComparison.Ordinal);
        Assert.EndsWith("**Sundays** we rest.", article.Text("body"), StringComparison.Ordinal);
        Assert.DoesNotContain("key", article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("script", article.Body, StringComparison.Ordinal);
        Assert.Equal(
            ["body", "id", "language", "title", "url"],
            article.Json.EnumerateObject().Select(property => property.Name).Order()
        );
    }

    [Fact]
    public async Task Read_OneThatIsDeletedOrNeverWas_IsNotFound()
    {
        var id = Guid.NewGuid().ToString("N");
        await PutAsync(new { id, title = "Gone soon", body = "Some words." });
        (await _visitor.GetAsync($"{Articles}/text?id={id}")).Is(200);
        (await server.Admin.DeleteAsync($"{ChatClient.Admin}/knowledge-base/articles/{id}")).Is(204);

        (await _visitor.GetAsync($"{Articles}/text?id={id}")).IsProblem(404, "unknown_article");
        (await _visitor.GetAsync($"{Articles}/text")).IsProblem(404, "unknown_article");
    }

    [Fact]
    public async Task Articles_SwitchedOff_AreNone()
    {
        (await closed.Customer.GetAsync($"{Articles}?query=refund")).IsProblem(404, "unknown_article");
        (await closed.Customer.GetAsync($"{Articles}/text?id=kb-001")).IsProblem(404, "unknown_article");
        Assert.False((await closed.Customer.GetAsync($"{ChatClient.Chat}/config")).Is(200)["articles"].GetBoolean());
        Assert.True((await _visitor.GetAsync($"{ChatClient.Chat}/config")).Is(200)["articles"].GetBoolean());
    }

    [Fact]
    public async Task Session_OfThatName_IsRefused() =>
        (await _visitor.SayAsync("articles", "Hello")).IsProblem(400, "invalid_field", "session_id");

    private async Task<string?> FirstAsync(string query) =>
        (await _visitor.GetAsync(Articles + query)).Is(200)["articles"].EnumerateArray().First().GetProperty("id").GetString();

    private async Task PutAsync(object article)
    {
        var answer = (await server.Admin.PostAsync($"{ChatClient.Admin}/knowledge-base/articles", new[] { article })).Is(200);
        Assert.Equal(1, answer["indexed"].GetInt32());
    }

    public sealed class ClosedServer() : TestServer(hasModel: false, ("CHAT_ARTICLES", "false"));
}
