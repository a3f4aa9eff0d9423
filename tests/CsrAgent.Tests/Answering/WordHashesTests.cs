using CsrAgent.Answering;

namespace CsrAgent.Tests.Answering;

public sealed class WordHashesTests
{
    [Theory]
    [InlineData("Refunded refunds", 1)]
    [InlineData("the lamp is new", 1)]
    [InlineData("5 of 12 orders", 3)]
    [InlineData("我的包裹", 3)]
    public void Of_Text_CountsTheWordsThatMeanSomething(string text, int count) => Assert.Equal(count, WordHashes.Of(text).Count);

    [Fact]
    public void Of_ElidedArticle_IsNoPartOfTheWord() => Assert.Subset(WordHashes.Of("l'article"), WordHashes.Of("article"));

    [Fact]
    public void Of_HindiWords_AreNotCutAtTheirVowelSigns() => Assert.Single(WordHashes.Of("पार्सल"));

    [Fact]
    public void Of_SoftHyphen_ChangesNothing() => Assert.Equal(WordHashes.Of("delivery"), WordHashes.Of("deli\u00ADvery"));
}
