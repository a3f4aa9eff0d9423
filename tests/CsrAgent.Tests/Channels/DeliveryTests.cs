using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Tests.Channels;

public sealed class DeliveryTests
{
    private static readonly ArticleReference Reset = new("kb-1", "Reset", "https://example.com/kb/reset", 0.9);
    private static readonly ArticleReference Nameless = new("kb-9", "Parcels", null, 0.5);

    [Theory]
    [InlineData("Read more: [Reset](https://example.com/kb/reset).")]
    [InlineData("Read more: https://example.com/kb/reset")]
    [InlineData("[Reset all](https://example.com/kb/reset-all) or [Reset](<https://example.com/kb/reset>)")]
    [InlineData("Have you read https://example.com/kb/reset? If not: https://example.com/kb/reset... Or ask us.")]
    [InlineData("**https://example.com/kb/reset**, or ask us")]
    public void FurtherArticles_OneThatTheTextLinks_IsNotAmongThem(string text) => Assert.Empty(Of(text, Reset, Reset).FurtherArticles);

    [Theory]
    [InlineData("Open Settings.")]
    [InlineData("[Reset all](https://example.com/kb/reset-all) and [Reset](https://example.com/kb/reset/2)")]
    [InlineData("Read more: https://example.com/kb/reset?article=2")]
    [InlineData("Read more: https://example.com/kb/reset.html, https://example.com/kb/reset#2 and https://example.com/kb/reset~ann")]
    [InlineData("Read more: https://archive.example/https://example.com/kb/reset")]
    public void FurtherArticles_OneThatItDoesNot_IsThereOnce(string text) =>
        Assert.Equal([Reset], Of(text, Reset, Reset with { Id = "kb-2" }).FurtherArticles);

    [Fact]
    public void FurtherArticles_WithoutAnAddress_GoByTheirTitle()
    {
        Assert.Empty(Of("Read more: Parcels", Nameless).FurtherArticles);
        Assert.Equal([Nameless], Of("Read more.", Nameless).FurtherArticles);
        Assert.Equal([Nameless], Of("Read more: SubParcels", Nameless).FurtherArticles);
    }

    private static Delivery Of(string text, params ArticleReference[] articles) =>
        new("d1", new("s1"), "slack", "ann", text) { Articles = articles };
}
