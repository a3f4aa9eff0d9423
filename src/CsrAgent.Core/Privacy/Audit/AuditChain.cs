using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Privacy.Audit;

/// <summary>
/// Chains the audit log: an entry's hash covers the entry and the hash of the one before. It is keyed, so that whoever can write to the
/// store, but does not know the server's secret, cannot change, remove or insert an entry without a trace. What is cut off the end is seen
/// by a head that was kept elsewhere.
/// </summary>
public sealed class AuditChain(byte[] key)
{
    private const int KeyIdBytes = 4;
    private const char Separator = '.';

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789abcdef.");

    /// <summary>Tells the keys of different secrets apart, and nothing about them.</summary>
    public string KeyId { get; } = Convert.ToHexStringLower(HMACSHA256.HashData(key, "audit-key-id"u8).AsSpan(0, KeyIdBytes));

    /// <param name="entry">With its number.</param>
    /// <param name="previous">The hash of the chained entry before; null for the first one.</param>
    /// <returns>Such as <c>1f0ab93c.9d2e…</c>: which key, then HMAC-SHA256.</returns>
    public string HashOf(AuditEntry entry, string? previous)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Add(hash, previous ?? "");
        Add(hash, entry.Number);
        Add(hash, entry.At.ToUnixTimeMilliseconds());
        Add(hash, entry.Actor);
        Add(hash, entry.Action);
        Add(hash, entry.Subject);
        Add(hash, entry.Details ?? "");
        return KeyId + Separator + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether the hash was made with this key, and so can be checked.</summary>
    public bool IsOwn(string hash) => KeyIdOf(hash) == KeyId;

    /// <summary>The key that the hash says it was made with; null if no chain has made it.</summary>
    public static string? KeyIdOf(string hash) =>
        hash.Length == (2 * KeyIdBytes) + 1 + (2 * HMACSHA256.HashSizeInBytes)
        && hash[2 * KeyIdBytes] == Separator
        && hash.AsSpan().Count(Separator) == 1
        && hash.AsSpan().IndexOfAnyExcept(Allowed) < 0
            ? hash[..(2 * KeyIdBytes)]
            : null;

    /// <summary>With its length, so that no text can be moved from one field to the next.</summary>
    private static void Add(IncrementalHash hash, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Add(hash, utf8.Length);
        hash.AppendData(utf8);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
