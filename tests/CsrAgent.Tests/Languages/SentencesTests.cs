using CsCheck;
using CsrAgent.Languages;

namespace CsrAgent.Tests.Languages;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three?", 3)]
    [InlineData("1. Open it.\n2. Close it.", 2)]
    [InlineData("Use e.g. a phone, z. B. this one.", 1)]
    [InlineData("It costs $40. Anything else?", 2)]
    [InlineData("Am 3. Mai war es da. Heute nicht.", 2)]
    [InlineData("He said \"Stop.\" Then he left.", 2)]
    [InlineData("これは本です。あれも本です。", 2)]
    [InlineData("Version 2.5 is out", 1)]
    [InlineData("   ", 0)]
    public void Split_FindsTheSentences(string text, int count) => Assert.Equal(count, Sentences.Split(text).Count());

    [Theory]
    [InlineData("One. Two is cut", "One.")]
    [InlineData("One. Two.", "One. Two.")]
    [InlineData("Nothing whole", "")]
    [InlineData("一。二。三", "一。二。")]
    public void WholeOnly_DropsTheCutEnd(string text, string whole) => Assert.Equal(whole, Sentences.WholeOnly(text));

    [Fact]
    public void Ranges_AnyText_LoseNothingButBlanks() =>
        Gen.String.Sample(text => Assert.Equal(Bare(text), Bare(string.Concat(Sentences.Ranges(text).Select(range => text[range])))));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
