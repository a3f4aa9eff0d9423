using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Privacy;

/// <summary>
/// Names a customer where their own id must not stay: the same customer always alike, and not to be turned back without the key.
/// </summary>
public sealed class Pseudonyms(byte[] key)
{
    public string Of(string userId) =>
        "customer_" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(userId)).AsSpan(0, 12));
}
