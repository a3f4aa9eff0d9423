using CsrAgent.Adapters.Documents;
using UglyToad.PdfPig;

namespace CsrAgent.Tests.Adapters.Documents;

/// <summary>What a PDF draws is counted before it is drawn, however often it says to draw it.</summary>
public sealed class PdfDrawingsTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void Count_DrawingsOfDrawings_ReadsEachOnce(int levels)
    {
        var (error, tokens) = Refuse(SomePdfs.Nested(levels, calls: 10));
        Assert.Contains("drawings that consist of drawings", error, StringComparison.Ordinal);
        Assert.InRange(tokens, levels, 2 + (levels * 20));
    }

    [Fact]
    public void Count_WhatIsDrawnSeveralTimes_CostsAsMuch()
    {
        var (once, tokens) = Count(SomePdfs.Nested(levels: 3, calls: 1));
        var (often, more) = Count(SomePdfs.Nested(levels: 3, calls: 10));
        Assert.InRange(often, 30 * once, 100 * once);
        Assert.InRange(more, tokens, 10 * tokens);
    }

    [Fact]
    public void Count_Recursion_IsRefused()
    {
        var (error, tokens) = Refuse(SomePdfs.Recursive());
        Assert.Contains("contain each other", error, StringComparison.Ordinal);
        Assert.InRange(tokens, 1, 6);
    }

    [Fact]
    public void Count_NameThatOthersExplain_IsReadWhereverItMeansSomethingElse()
    {
        var (error, tokens) = Refuse(SomePdfs.Ambiguous());
        Assert.Contains("drawings that consist of drawings", error, StringComparison.Ordinal);
        Assert.InRange(tokens, 1, 300);
    }

    [Fact]
    public void Count_MoreOnOnePageThanAnyoneReads_StopsThere()
    {
        var (error, tokens) = Refuse(SomePdfs.Page(SomePdfs.Repeat("(0123456789)Tj ", 100_000)));
        Assert.Contains("far more than people can read", error, StringComparison.Ordinal);
        Assert.InRange(tokens, 1, PdfDrawings.MaxPageCost / 40);
    }

    [Fact]
    public void Read_PageTreeWithACircle_IsThePagesInIt() =>
        Assert.Equal("Once.", PdfText.Read(SomePdfs.WithCircle(), maxPages: 10).Markdown);

    [Fact]
    public void Read_SomeDrawings_IsTheirText() =>
        Assert.Contains("Word", PdfText.Read(SomePdfs.Nested(levels: 10, calls: 1), maxPages: 10).Markdown, StringComparison.Ordinal);

    [Fact]
    public void Read_ImageOfThousandsOfMillionsOfPoints_IsNotUnpacked() =>
        Assert.Equal("Caption", PdfText.Read(SomePdfs.WithImages(3), maxPages: 10).Markdown);

    private static (long Cost, long Tokens) Count(byte[] content)
    {
        using var document = PdfDocument.Open(content);
        var drawings = new PdfDrawings(document.Structure.TokenScanner, document.Structure.FilterProvider);
        return (drawings.Count(document), drawings.Tokens);
    }

    private static (string Error, long Tokens) Refuse(byte[] content)
    {
        using var document = PdfDocument.Open(content);
        var drawings = new PdfDrawings(document.Structure.TokenScanner, document.Structure.FilterProvider);
        return (Assert.Throws<FormatException>(() => drawings.Count(document)).Message, drawings.Tokens);
    }
}
