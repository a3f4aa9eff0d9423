using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;

namespace CsrAgent.Tests.Knowledge;

public sealed class KnowledgeSnippetTests
{
    private const string Passage =
        "Open **My Account > Orders**. Select the order.\n\n1. Select [Track parcel](https://example.com/track) to see the carrier's "
            + "scans.\n2. Wait.";

    [Fact]
    public void Of_Question_GivesTheSentenceThatFits() =>
        Assert.Equal(
            "1. Select Track parcel to see the carrier's scans.",
            KnowledgeSnippet.Of(Passage, "where can I see the scans of the carrier", "en")
        );

    [Fact]
    public void Of_QuestionThatCanNotBeNormalized_GivesTheSentenceThatFits() =>
        Assert.StartsWith(
            "1. Select Track parcel",
            KnowledgeSnippet.Of(Passage, "scans\uFFFE of the carrier\uD83D 😀", "en"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_NothingFits_GivesTheFirst() => Assert.Equal("Open My Account > Orders.", KnowledgeSnippet.Of(Passage, "zebra", "en"));

    [Theory]
    [InlineData("ja", "設定を開きます。注文を選びます。", "設定を開きます。")]
    [InlineData("zh", "打开设置。选择订单！", "打开设置。")]
    [InlineData("en", "Delivery takes approx. 5 days. It is free.", "Delivery takes approx. 5 days.")]
    [InlineData("de", "Die Aktion endet am 3. Mai. Danach gilt der alte Preis.", "Die Aktion endet am 3. Mai.")]
    public void Of_EachLanguage_GivesOneWholeSentence(string language, string passage, string expected) =>
        Assert.Equal(expected, KnowledgeSnippet.Of(passage, "zebra", language));

    [Fact]
    public void Of_LongSentence_IsCutBetweenWords()
    {
        var snippet = KnowledgeSnippet.Of(string.Concat(Enumerable.Repeat("wonderful ", 60)), "x", "en");
        Assert.InRange(snippet.Length, 100, KnowledgeSnippet.MaxLength);
        Assert.EndsWith("wonderful…", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Blank_IsEmpty() => Assert.Equal("", KnowledgeSnippet.Of("", "question", "en"));

    [Theory]
    [InlineData("**bold** and _slanted_ and `code`", "bold and slanted and code")]
    [InlineData("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4")]
    [InlineData("## Heading\n> quoted\n- item", "Heading\nquoted\nitem")]
    [InlineData("see [here](https://example.com/a_b) and ![picture](p.png)", "see here and picture")]
    [InlineData("| How | When |\n| --- | --- |\n| Chat | always |", "How; When\nChat; always")]
    public void Plain_Markdown_LosesItsMarks(string markdown, string expected) => Assert.Equal(expected, MarkdownText.Plain(markdown));

    [Fact]
    public void Plain_HostileMarkdown_IsQuick() => Assert.NotNull(MarkdownText.Plain(string.Concat(Enumerable.Repeat("[(*_|-`", 20_000))));
}
