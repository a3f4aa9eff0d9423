using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StandardWebhooks;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// Signs and checks calls as Standard Webhooks says, with every secret that is valid at the moment. Safe to call from many threads.
/// </summary>
/// <remarks>The library signs. It checks against the system's clock only, so that is done here.</remarks>
internal sealed class WebhookSignature(IEnumerable<string> secrets, TimeProvider time)
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    /// <summary>Each costs a comparison, and anybody may send them.</summary>
    private const int MaxSignatures = 8;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly StandardWebhook[] _keys = [.. secrets.Select(secret => new StandardWebhook(secret))];

    public static bool IsSecret(string text)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length >= MinBytes;
    }

    /// <summary>One signature for each secret, separated by blanks.</summary>
    public string Sign(string id, DateTimeOffset at, string body) => string.Join(' ', _keys.Select(key => key.Sign(id, at, body)));

    /// <summary>Compares in constant time. Null in place of a missing header.</summary>
    public bool IsValid(string? id, string? timestamp, string? signatures, string body)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures) || Time(timestamp) is not { } at) return false;
        var isValid = false;
        foreach (var given in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxSignatures))
        {
            foreach (var key in _keys)
            {
                var expected = key.Sign(id, at, body);
                isValid |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
            }
        }
        return isValid;
    }

    private DateTimeOffset? Time(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
