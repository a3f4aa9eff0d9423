using CsCheck;
using CsrAgent.Safety;

namespace CsrAgent.Tests.Safety;

public sealed class PromptFenceTests
{
    [Fact]
    public void Wrap_AnyText_HasNoOtherMark() =>
        Gen.String.Sample(text =>
        {
            var inner = PromptFence.Wrap("data", text)["<data>".Length..^"</data>".Length];
            Assert.DoesNotContain('<', inner);
            Assert.DoesNotContain('>', inner);
        });

    [Fact]
    public void Neutralise_HiddenSigns_AreDropped() =>
        Assert.Equal("ab c", PromptFence.Neutralise("a\u200Bb\u202E \uDB40\uDC41\u0000c\uFEFF"));

    [Theory]
    [InlineData("Zeile 1\nZeile 2\tÄ €")]
    [InlineData("👩‍💻 नमस्ते 日本語 مرحبًا")]
    public void Neutralise_OrdinaryText_IsUnchanged(string text) => Assert.Equal(text, PromptFence.Neutralise(text));

    [Fact]
    public void Attribute_QuotesAndBreaks_CanNotEndIt() =>
        Assert.Equal("title=\"a' b› c\"", PromptFence.Attribute("title", "a\" b>\nc".Replace("\n", " ", StringComparison.Ordinal)));
}
