using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>Proves that a request comes from Slack, for this app, and was sent just now: <c>v0=</c> and an HMAC-SHA256 in hex.</summary>
internal sealed class SlackSignature(IOptions<SlackOptions> options, TimeProvider time)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string Header = "X-Slack-Signature";

    /// <summary>In both directions: a request from the future could be kept and sent again later.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.SigningSecret);

    /// <summary>False for anything but a right signature; takes the same time for each wrong one.</summary>
    public bool IsRight(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs((double)time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Window.TotalSeconds) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), Make(timestamp!, body));
    }

    private byte[] Make(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return Encoding.UTF8.GetBytes("v0=" + Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
