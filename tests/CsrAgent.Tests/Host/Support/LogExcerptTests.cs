using System.Text.Json;
using CsrAgent.Host.Support;

namespace CsrAgent.Tests.Host.Support;

/// <summary>What is kept of a log.</summary>
public sealed class LogExcerptTests
{
    [Fact]
    public void Add_Exception_KeepsEachFrameAndNoMessage()
    {
        var error = Assert.ThrowsAny<Exception>(() => new Broken<string>("planted"));
        var excerpt = new LogExcerpt();

        excerpt.Add(JsonSerializer.Serialize(new { Category = "C", Exception = error.ToString() }));

        var line = Assert.Single(excerpt.Lines);
        using var json = JsonDocument.Parse(line);
        var frames = json.RootElement.GetProperty("exception").EnumerateArray().Select(frame => frame.GetString()!).ToList();
        Assert.Contains(frames, frame => frame.Contains("Broken`1..ctor(T value)", StringComparison.Ordinal));
        Assert.Contains(frames, frame => frame.Contains("Check(String text)", StringComparison.Ordinal));
        Assert.DoesNotContain("planted", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_MoreThanAreKept_CountsTheEarlierOnes()
    {
        var excerpt = new LogExcerpt();
        for (var number = 0; number < LogExcerpt.MaxLines + 3; number++) excerpt.Add($$"""{"Category":"C{{number}}"}""");
        excerpt.Add("no JSON");

        Assert.Equal((LogExcerpt.MaxLines, 3, 1), (excerpt.Lines.Count, excerpt.Earlier, excerpt.Skipped));
        Assert.Contains("C3", excerpt.Lines.First(), StringComparison.Ordinal);
    }

    private sealed class Broken<T>
    {
        public Broken(T value) => Check($"{value}");

        private static void Check(string text) => throw new FormatException(text);
    }
}
