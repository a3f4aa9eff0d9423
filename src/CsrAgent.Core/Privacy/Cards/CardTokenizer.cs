using System.Security.Cryptography;

namespace CsrAgent.Privacy.Cards;

/// <summary>Creates a card's token: a keyed hash that only the owner of the key can reproduce, and the last four digits.</summary>
internal sealed class CardTokenizer
{
    /// <summary>In place of the last four digits where the first ones are visible elsewhere.</summary>
    public const string Hidden = "****";

    private const int TokenLength = 12;
    private readonly byte[] _key;

    public CardTokenizer(byte[] key)
    {
        if (key.Length < 16)
        {
            throw new ArgumentException(
                $"The key for card tokens has {key.Length} bytes; give it 16 or more random ones, 32 are best.",
                nameof(key)
            );
        }
        _key = [.. key];
    }

    /// <summary>The stand-in without the last four digits; anything else as it is.</summary>
    public static string HideLastDigits(string replacement) =>
        replacement.StartsWith("[card:", StringComparison.Ordinal) ? $"{replacement[..^5]}{Hidden}]" : replacement;

    /// <param name="digits">Values 0..9.</param>
    public string Replace(ReadOnlySpan<byte> digits)
    {
        Span<byte> number = stackalloc byte[digits.Length];
        for (var i = 0; i < digits.Length; i++) number[i] = (byte)('0' + digits[i]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, number, hash);

        // Letters only: a digit here could join the last four and look like a number again.
        Span<char> token = stackalloc char[TokenLength];
        for (var i = 0; i < TokenLength; i++) token[i] = (char)('a' + ((hash[2 * i] << 8 | hash[(2 * i) + 1]) % 26));
        return $"[card:tok_{token} {(char)number[^4]}{(char)number[^3]}{(char)number[^2]}{(char)number[^1]}]";
    }
}
