using CsrAgent.Languages;

namespace CsrAgent.Tests.Languages;

public sealed class WrappedTextTests
{
    [Fact]
    public void Unwrap_LinesEndingWithABackslash_GoOnWithTheNext() =>
        Assert.Equal("one two\nthree", WrappedText.Unwrap("one \\\r\n  two\nthree"));
}
