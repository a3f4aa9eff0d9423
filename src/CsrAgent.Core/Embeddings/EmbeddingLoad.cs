namespace CsrAgent.Embeddings;

/// <summary>
/// Tells from how long embedding took lately whether the processors are busy: the same work takes longer than at its best. Safe to call
/// from many threads.
/// </summary>
/// <remarks>No share of processor time: other processes count as much as this one, and every machine and model differs.</remarks>
/// <param name="maxSlowdown">Times its best at which questions are no longer embedded; at half of it they are again.</param>
internal sealed class EmbeddingLoad(TimeProvider time, double maxSlowdown)
{
    /// <summary>Of the newest in the average.</summary>
    private const double Weight = 0.2;

    /// <summary>A single pause, say of the garbage collector, counts no more than this many times that bound.</summary>
    private const double MaxCounted = 2.5;

    /// <summary>By this the best is forgotten with each text: a processor may become slower for good.</summary>
    private const double Forgotten = 1.001;

    // The model's own marks at the beginning and the end, and the most that it reads.
    private const int PartsPerText = 2;
    private const int MaxParts = 254;
    private const int MaxCharacters = 4_000;
    private static readonly TimeSpan Probe = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private double _best = double.PositiveInfinity;
    private double _slowdown = 1;
    private bool _isHigh;
    private long _admitted = time.GetTimestamp();

    public bool IsHigh
    {
        get
        {
            lock (_gate) return _isHigh;
        }
    }

    /// <summary>Whether to embed a question now. Under load one in a while is let through, to see whether it has passed.</summary>
    public bool Admits()
    {
        lock (_gate)
        {
            if (_isHigh && time.GetElapsedTime(_admitted) < Probe) return false;
            _admitted = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>How long waiting for these texts is worth it; null while nothing is known.</summary>
    public TimeSpan? MaxTimeOf(IReadOnlyList<string> texts)
    {
        lock (_gate)
        {
            return double.IsInfinity(_best) ? null : MaxWait + TimeSpan.FromSeconds(maxSlowdown * _best * SizeOf(texts));
        }
    }

    public void Record(IReadOnlyList<string> texts, TimeSpan elapsed)
    {
        var pace = elapsed.TotalSeconds / SizeOf(texts);
        lock (_gate)
        {
            if (pace <= 0) return;
            _best = Math.Min(_isHigh ? _best : _best * Forgotten, pace);
            _slowdown += Weight * (Math.Min(pace / _best, MaxCounted * maxSlowdown) - _slowdown);
            _isHigh = _slowdown > (_isHigh ? maxSlowdown / 2 : maxSlowdown);
        }
    }

    // Never more than the model's own tokens, so that no odd text, say one word of a thousand letters, looks like a faster processor.
    private static int SizeOf(IReadOnlyList<string> texts) => texts.Sum(text => PartsPerText + Math.Min(PartsOf(text), MaxParts));

    private static int PartsOf(string text)
    {
        var (parts, isWord) = (0, false);
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MaxCharacters)))
        {
            if (char.IsPunctuation(character)) parts++;
            if (!isWord && char.IsLetterOrDigit(character)) (parts, isWord) = (parts + 1, true);
            // Other characters, say of no width, part no words for the model.
            if (char.IsPunctuation(character) || character is ' ' or '\t' or '\n' or '\r') isWord = false;
        }
        return parts;
    }
}
