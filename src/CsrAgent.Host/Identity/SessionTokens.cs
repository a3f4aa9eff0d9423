using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsrAgent.Conversations;

namespace CsrAgent.Host.Identity;

/// <summary>Signed, stateless tokens: base64url(claims).base64url(HMAC-SHA256). Any process with the same secret accepts them.</summary>
internal sealed class SessionTokens(InstanceSecret secret, TimeProvider time)
{
    private static readonly TimeSpan Renewable = TimeSpan.FromDays(30);

    private readonly byte[] _key = secret.KeyFor("session-tokens");

    /// <param name="id">The session.</param>
    /// <param name="userId">Whose it is.</param>
    /// <param name="since">When its first token was given out, by the clock of the store.</param>
    /// <param name="lifetime">From now.</param>
    /// <param name="userIsProven">Whether the company's own back end says whose it is.</param>
    public string Create(ConversationId id, string userId, DateTimeOffset since, TimeSpan lifetime, bool userIsProven)
    {
        var expires = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        var claims = new SessionClaims(id.Value, userId, expires, since.ToUnixTimeMilliseconds(), userIsProven ? true : null);
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, IdentityJson.Wire.SessionClaims));
        return payload + "." + Base64Url.EncodeToString(Sign(payload));
    }

    /// <summary>Null if the token is not ours or was tampered with; check <see cref="HasExpired"/> next.</summary>
    public SessionClaims? Read(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || token.Length > 4096) return null;
        var signature = new byte[HMACSHA256.HashSizeInBytes];
        if (
            Base64Url.DecodeFromChars(token.AsSpan(dot + 1), signature, out _, out var length) != OperationStatus.Done
            || length != signature.Length
        )
        {
            return null;
        }
        var payload = token[..dot];
        return CryptographicOperations.FixedTimeEquals(signature, Sign(payload))
            ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(payload), IdentityJson.Wire.SessionClaims)
            : null;
    }

    /// <summary>Since when the holder has had the session. Tokens that do not say are of an earlier version, and old.</summary>
    public static DateTimeOffset SinceOf(SessionClaims claims) => DateTimeOffset.FromUnixTimeMilliseconds(claims.Since ?? 0);

    public bool HasExpired(SessionClaims claims) => time.GetUtcNow().ToUnixTimeSeconds() >= claims.ExpiresAt;

    public bool IsTooOldToRenew(SessionClaims claims) =>
        time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt) > Renewable;

    private byte[] Sign(string payload) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(payload));
}
