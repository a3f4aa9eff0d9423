using System.Security.Cryptography;

namespace CsrAgent.Conversations;

/// <summary>
/// A number that no conversation had before, also none with the same id that was erased since. A conversation's fences begin at it, so that
/// a lease from before an erasure fits nothing that came after.
/// </summary>
public static class Incarnation
{
    /// <summary>Fourteen digits at most: Lua writes longer numbers in a rounded form.</summary>
    private const int Bits = 46;

    public static long New() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & ((1L << Bits) - 1);
}
