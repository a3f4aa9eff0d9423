namespace CsrAgent.Bench.Stub;

/// <summary>What the stub was asked so far.</summary>
internal sealed record StubFigures(long Requests, long Bytes)
{
    public double BytesPerRequest => Requests == 0 ? 0 : (double)Bytes / Requests;

    public static StubFigures operator -(StubFigures later, StubFigures earlier) =>
        new(later.Requests - earlier.Requests, later.Bytes - earlier.Bytes);

    public static StubFigures Parse(string text)
    {
        var numbers = text.Split(' ');
        return new(long.Parse(numbers[0], BenchTexts.Culture), long.Parse(numbers[1], BenchTexts.Culture));
    }

    public string Write() => string.Create(BenchTexts.Culture, $"{Requests} {Bytes}");
}
