using System.Security.Cryptography;
using System.Text;
using CsrAgent.Host.Http;
using CsrAgent.Privacy;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>
/// The admin keys: from <c>API_KEY</c> (separated by commas), or one that is generated on the first start and stored in
/// <c>DATA_DIR/api-key</c> or in Redis. Compared in constant time.
/// </summary>
internal sealed class ApiKeys
{
    /// <summary>Of the generated key, in DATA_DIR or in Redis.</summary>
    internal const string Name = "api-key";
    private const int MinLength = 12;

    private readonly List<byte[]> _hashes;

    public ApiKeys(IOptions<IdentityOptions> options, ISecretStore secrets, ILogger<ApiKeys> logger)
    {
        var configured = options.Value.ApiKey?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (configured.Any(key => key.Length < MinLength)) throw TooShort();
        if (configured.Length == 0) configured = [ReadOrMake(secrets, logger)];
        _hashes = [.. configured.Select(Hash)];
    }

    public bool Accepts(HttpRequest request) =>
        request.Headers[ApiHeaders.ApiKey] is [{ Length: > 0 } given] && Accepts(given);

    /// <summary>The same for programs that can send it as a bearer token only.</summary>
    public bool AcceptsBearer(HttpRequest request) =>
        Accepts(request) || (ChatAccess.BearerOf(request) is { Length: > 0 } given && Accepts(given));

    private bool Accepts(string given)
    {
        var hash = Hash(given);
        var found = false;
        foreach (var known in _hashes) found |= CryptographicOperations.FixedTimeEquals(known, hash);
        return found;
    }

    private static CsrAgentException TooShort() =>
        new(
            $"API_KEY holds a key of fewer than {MinLength} characters, which can be guessed; use a random one, such as the output of: "
                + "openssl rand -hex 24"
        );

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string ReadOrMake(ISecretStore secrets, ILogger logger)
    {
        var made = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) + "\n");
        logger.LogInformation("API_KEY is not set: the admin key is in {Place}", secrets.PlaceOf(Name));
        return Encoding.ASCII.GetString(secrets.ReadOrKeep(Name, made)).Trim();
    }
}
