using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Conversations.Marks;

/// <summary>
/// Marks what the agent has generated, and checks such marks: HMAC-SHA256 over turn, model, time and text. Made whenever a message is
/// shown, and the same each time. Safe to call from many threads.
/// </summary>
public sealed class AiMarks(byte[] key)
{
    private const string Version = "v1.";

    /// <summary>Null for what a customer or a person wrote, and for fixed texts.</summary>
    public AiMark? Of(Message message) =>
        message is { Role: MessageRole.Agent, TurnId: { } turn } ? Of(turn, message.Model, message.At, message.Text) : null;

    /// <summary>Null where the agent stayed silent, and for fixed texts.</summary>
    public AiMark? Of(TurnReply reply) => reply.Text.Length == 0 ? null : Of(reply.TurnId, reply.Model, reply.At, reply.Text);

    /// <summary>True for a mark that this server made for exactly this text.</summary>
    public bool Verify(AiMark mark, string text) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(mark.TurnId, mark.Model, mark.At, text)),
            Encoding.UTF8.GetBytes(mark.Signature)
        );

    private AiMark? Of(TurnId turn, string? model, DateTimeOffset at, string text)
    {
        if (model == AiMark.FixedText) return null;
        var (by, shown) = (model ?? AiMark.UnknownModel, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()));
        return new AiMark(turn, by, shown, Sign(turn, by, shown, text));
    }

    // Lengths first: no two marks have the same bytes.
    private string Sign(TurnId turn, string model, DateTimeOffset at, string text)
    {
        var content = $"{turn.Value.Length} {model.Length} {at.ToUnixTimeMilliseconds()}\n{turn.Value}\n{model}\n{text}";
        return Version + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));
    }
}
