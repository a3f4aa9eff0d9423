using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Privacy;

/// <summary>
/// Replaces a customer's id where it must not be kept, and a conversation's: the same one always gets the same pseudonym, which cannot be
/// reversed without the key.
/// </summary>
public sealed class Pseudonyms(byte[] key)
{
    public string Of(string userId) => "customer_" + Hash(userId);

    /// <summary>For a conversation's id. The same text as a customer's gets another hash, so that neither tells of the other.</summary>
    public string OfConversation(string id) => "conversation_" + Hash("conversation\0" + id);

    private string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}
