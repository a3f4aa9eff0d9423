using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Knowledge;

public sealed class StemmedWordsTests
{
    [Theory]
    [InlineData("Where are my refunds?", "refund")]
    [InlineData("the reﬁlled café", "refill cafe")]
    [InlineData("check-in lamps", "check lamp")]
    [InlineData("मेरा पार्सल", "मेरा पार्सल")]
    [InlineData("我的包裹", "我的 的包 包裹")]
    public void Of_Text_GivesItsMeaningfulWords(string text, string words) =>
        Assert.Equal(words, string.Join(' ', StemmedWords.Of(text, "en")));

    [Fact]
    public void Of_BrokenText_GivesItsMeaningfulWords() => Assert.Equal(["cut"], StemmedWords.Of("cut \ud83d off\uFFFEhere", "en"));
}
