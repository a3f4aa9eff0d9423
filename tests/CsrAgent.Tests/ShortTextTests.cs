namespace CsrAgent.Tests;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc def", 5, "abc…")]
    [InlineData("abc💡de", 5, "abc…")]
    [InlineData("abc💡de", 6, "abc💡…")]
    public void Of_ATextAndItsRoom_FitsAndKeepsCharactersWhole(string text, int max, string expected) =>
        Assert.Equal(expected, ShortText.Of(text, max));

    [Fact]
    public void LineOf_SeveralLines_IsOne() => Assert.Equal("a b c…", ShortText.LineOf(" a\n\tb  c d", 6));
}
