using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Knowledge.Ranking;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("pasword", "password", true)]
    [InlineData("passwordd", "password", true)]
    [InlineData("refnud", "refund", true)]
    [InlineData("delivry", "delivery", true)]
    [InlineData("passward", "password", true)]
    [InlineData("acount", "account", true)]
    [InlineData("reffund", "refund", true)]
    [InlineData("planet", "plant", false)]
    [InlineData("rafund", "refund", false)]
    [InlineData("refund", "refund", true)]
    [InlineData("rfd", "refund", false)]
    [InlineData("refudn", "reunfd", false)]
    public void IsOneSlip_Words_AreCompared(string word, string term, bool expected) =>
        Assert.Equal(expected, Spelling.IsOneSlip(word, term));

    [Fact]
    public void Suggest_ShortWord_SuggestsNothing() => Assert.Empty(new Spelling(["card", "cart"]).Suggest("carx"));

    [Fact]
    public void Suggest_OtherFirstLetter_SuggestsNothing() =>
        Assert.Equal(["password"], new Spelling(["password", "bassword"]).Suggest("passwrd"));
}
