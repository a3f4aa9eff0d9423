using System.Security.Cryptography;

namespace CsrAgent.Safety;

/// <summary>
/// A secret word in the system prompt that no legitimate answer contains: if it appears, the prompt is leaking. Random for each process, so
/// that nobody can learn it once and filter it out.
/// </summary>
internal sealed class Canary(string token)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public string Token { get; } = token;

    public static Canary Create() => new("k" + RandomNumberGenerator.GetString(Alphabet, 15));
}
