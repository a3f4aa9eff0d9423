using System.Security.Cryptography;
using System.Text;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Identity;

/// <summary>
/// The server's own secret, from which every key is derived. From <c>SECRET_KEY</c>, or generated on the first start and stored where all
/// processes with the same store find it.
/// </summary>
internal sealed class InstanceSecret
{
    private const int Length = 32;
    private const string Name = "secret.key";

    private readonly byte[] _secret;

    public InstanceSecret(string? configured, ISecretStore secrets)
    {
        IsStored = configured is null;
        _secret = configured is null ? ReadOrMake(secrets) : FromSetting(configured);
    }

    /// <summary>Whether it stands beside the data that it protects.</summary>
    public bool IsStored { get; }

    /// <summary>A key of 32 bytes for one purpose, unrelated to those for other purposes.</summary>
    public byte[] KeyFor(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.UTF8.GetBytes("csr-agent/" + purpose));

    private static byte[] FromSetting(string configured)
    {
        var bytes = Encoding.UTF8.GetBytes(configured);
        return bytes.Length >= Length
            ? SHA256.HashData(bytes)
            : throw new CsrAgentException(
                $"SECRET_KEY is {bytes.Length} bytes long; give it at least {Length} random ones, such as the output of: openssl rand "
                    + "-base64 48"
            );
    }

    private static byte[] ReadOrMake(ISecretStore secrets)
    {
        var stored = secrets.ReadOrKeep(Name, RandomNumberGenerator.GetBytes(Length));
        return stored.Length == Length
            ? stored
            : throw new CsrAgentException(
                $"'{secrets.PlaceOf(Name)}' is damaged ({stored.Length} bytes instead of {Length}). Restore it from a backup; without it "
                    + "session tokens and card tokens change."
            );
    }
}
