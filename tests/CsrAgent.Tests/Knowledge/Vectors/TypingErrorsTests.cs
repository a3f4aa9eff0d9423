using CsrAgent.Adapters.MiniLm;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Tests.Knowledge.Vectors;

/// <summary>With the vocabulary that ships.</summary>
public sealed class TypingErrorsTests
{
    private static readonly ArticleWords Articles = new();
    private static readonly TypingErrors Errors = new(new MiniLmEmbeddingGenerator(), Articles);

    [Theory]
    [InlineData("i wnat to retrun my shose", "i want to return my shoes")]
    [InlineData("wher is my oredr?", "where is my order?")]
    [InlineData("change my delivry adress", "change my delivery address")]
    [InlineData("I forgott my pasword", "I forgot my password")]
    [InlineData("cancell my ordr, plese", "cancel my order, please")]
    public void Correct_Slips_AreCorrected(string text, string corrected) => Assert.Equal(corrected, Errors.Correct(text));

    [Theory]
    [InlineData("my sweater, shirt and hoodie arrived late")]
    [InlineData("is Klarna or iDEAL accepted in Zwolle")]
    [InlineData("AF-10482217 to SW1A")]
    [InlineData("ok thx brb")]
    [InlineData("don't")]
    [InlineData("cant, wont and didnt want it asap")]
    [InlineData("a debit card to unblock and a reorder")]
    [InlineData("the prepaid sim and my hoodie")]
    [InlineData("")]
    public void Correct_WordsAndNames_StayAsTheyAre(string text) => Assert.Same(text, Errors.Correct(text));

    [Fact]
    public void Correct_WordOfAnArticle_Stays()
    {
        Assert.Equal("a cartoon", Errors.Correct("a carton"));

        Articles.Learn("Each Carton holds six.");

        Assert.Equal("a carton", Errors.Correct("a carton"));
    }
}
