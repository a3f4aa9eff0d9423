namespace CsrAgent.Trainer;

/// <summary>Random numbers that are the same on every machine and for every version of .NET (SplitMix64).</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public int Next(int below) => (int)(NextBits() % (ulong)below);

    public float NextShare() => (NextBits() >> 40) / (float)(1 << 24);

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private ulong NextBits()
    {
        var roll = _state += 0x9E3779B97F4A7C15;
        roll = (roll ^ (roll >> 30)) * 0xBF58476D1CE4E5B9;
        roll = (roll ^ (roll >> 27)) * 0x94D049BB133111EB;
        return roll ^ (roll >> 31);
    }
}
