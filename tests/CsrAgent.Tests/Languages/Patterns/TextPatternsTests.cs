using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Tests.Languages.Patterns;

public sealed class TextPatternsTests
{
    private static readonly TextPatterns Book = new(
        """
        # comment
        @fruit = apple pear passion_fruit
        [eat]
        (eat|eats) (a|an)? @fruit
        bake* ~2 cake / ^ lunch $ / dinner (now|$)
        [cjk]
        转人工
        """
    );

    [Theory]
    [InlineData("I eat an Apple", "eat")]
    [InlineData("she EATS passion fruit", "eat")]
    [InlineData("baking cakes", null)]
    [InlineData("we baked a big cake", "eat")]
    [InlineData("we baked. Cake", null)]
    [InlineData("we baked one very very big cake", null)]
    [InlineData("Lunch!", "eat")]
    [InlineData("lunch now", null)]
    [InlineData("dinner now", "eat")]
    [InlineData("a dinner. Later", "eat")]
    [InlineData("dinner later", null)]
    [InlineData("请转人工谢谢", "cjk")]
    [InlineData("éàt a pear", "eat")]
    [InlineData("eatery apple", null)]
    public void Find_Text_GivesItsLabel(string text, string? label) =>
        Assert.Equal(label, Book.Find(Words.Of(text)).Select(hit => hit.Label).FirstOrDefault());

    [Theory]
    [InlineData("[a]\n@nobody here", "@nobody")]
    [InlineData("[a]\nab* c", "too short")]
    [InlineData("[a]\n(x)? (y)?", "no required word")]
    public void Constructor_BadPattern_SaysWhatIsWrong(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => new TextPatterns(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Words_Apostrophes_JoinContractionsAndPartElisions()
    {
        Assert.Equal(["dont", "l", "agent"], Read("don’t l'agent"));
        Assert.Equal(["a", ".", "b"], Read("a\nb"));
    }

    private static List<string> Read(string text)
    {
        var words = Words.Of(text);
        return [.. Enumerable.Range(0, words.Count).Select(i => words[i].ToString())];
    }
}
