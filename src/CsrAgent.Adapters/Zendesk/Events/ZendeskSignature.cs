using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>
/// Whether a webhook call comes from Zendesk, and now: HMAC-SHA256 over timestamp and body, in base64, under the webhook's secret. Only
/// these two are signed, so nothing else of a call is believed.
/// </summary>
internal sealed class ZendeskSignature(IOptions<ZendeskOptions> options, TimeProvider time)
{
    public const string SignatureHeader = "X-Zendesk-Webhook-Signature";
    public const string TimestampHeader = "X-Zendesk-Webhook-Signature-Timestamp";

    /// <summary>Zendesk names no limit; this is long enough for clocks that differ, and too short to replay what was overheard.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[][] _secrets = [.. options.Value.WebhookSecrets.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Compares in constant time, with every secret.</summary>
    public bool IsValid(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp) || !IsRecent(timestamp)) return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;
        var isValid = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in _secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hmac.AppendData(Encoding.UTF8.GetBytes(timestamp));
            hmac.AppendData(body);
            hmac.GetHashAndReset(expected);
            isValid |= CryptographicOperations.FixedTimeEquals(expected, given);
        }
        return isValid;
    }

    private bool IsRecent(string timestamp) =>
        DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && (time.GetUtcNow() - at).Duration() <= Tolerance;
}
