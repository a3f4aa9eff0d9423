using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Privacy;

/// <summary>
/// Replaces a customer's id where it must not be kept: the same customer always gets the same pseudonym, which cannot be reversed without
/// the key.
/// </summary>
public sealed class Pseudonyms(byte[] key)
{
    public string Of(string userId) =>
        "customer_" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(userId)).AsSpan(0, 12));
}
