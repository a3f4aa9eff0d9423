using System.Security.Cryptography;

namespace CsrAgent.Safety;

/// <summary>
/// A secret word in the system prompt that no legitimate answer contains: if it appears, the prompt is leaking. Another one in each
/// deployment, so that nobody can learn it once and filter it out; the same in all its processes, so that the model's provider finds the
/// prompt in its cache whichever of them asks.
/// </summary>
public sealed class Canary(string token)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 15;

    public string Token { get; } = token;

    public static Canary Create() => new("k" + RandomNumberGenerator.GetString(Alphabet, Length));

    /// <param name="key">The deployment's own, for this purpose alone; 15 bytes or more.</param>
    public static Canary From(ReadOnlySpan<byte> key)
    {
        var token = new char[Length];
        for (var i = 0; i < Length; i++) token[i] = Alphabet[key[i] % Alphabet.Length];
        return new("k" + new string(token));
    }
}
