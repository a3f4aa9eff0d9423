namespace CsrAgent.Telemetry;

/// <summary>
/// A metric's label whose values come from outside, such as the model that an endpoint says has answered. The first ones stand for
/// themselves, all further ones for <see cref="Other"/>: each value is a series for as long as the process lives. Safe to call from many
/// threads.
/// </summary>
internal sealed class BoundedLabel(int max)
{
    public const string Other = "other";

    private const int MaxLength = 100;

    private readonly Lock _lock = new();
    private volatile HashSet<string> _known = new(StringComparer.Ordinal);

    public string Of(string value)
    {
        if (_known.Contains(value)) return value;
        if (value.Length is 0 or > MaxLength) return Other;
        lock (_lock)
        {
            if (_known.Contains(value)) return value;
            if (_known.Count >= max) return Other;
            // Readers take no lock.
            _known = new(_known, StringComparer.Ordinal) { value };
            return value;
        }
    }
}
