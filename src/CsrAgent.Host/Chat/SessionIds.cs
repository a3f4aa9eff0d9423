using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CsrAgent.Conversations;
using CsrAgent.Host.Chat.Articles;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;

namespace CsrAgent.Host.Chat;

/// <summary>Generates ids for conversations without a client-chosen one. They cannot be guessed without the server's secret.</summary>
internal sealed class SessionIds(InstanceSecret secret)
{
    private static readonly string[] BesideSessions = [ChatEndpoints.ConfigPath, ChatEndpoints.SessionsPath, ArticleEndpoints.Path];

    private readonly byte[] _key = secret.KeyFor("session-ids");

    public static ConversationId NewRandom() => new("s_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)));

    /// <summary>If the first message is sent again because its response was lost, it finds the conversation that it started.</summary>
    public ConversationId ForFirstMessage(string channel, string userId, string messageKey)
    {
        var content = Encoding.UTF8.GetBytes($"{channel}\n{userId.Length}\n{userId}\n{messageKey}");
        return new("s_" + Base64Url.EncodeToString(HMACSHA256.HashData(_key, content).AsSpan(0, 18)));
    }

    /// <summary>False also for what stands beside the sessions in the API's paths: it could not be read again.</summary>
    public static bool IsValid(string id) =>
        ConversationId.IsValid(id) && !BesideSessions.Contains(id, StringComparer.OrdinalIgnoreCase);

    public static IResult Malformed() =>
        Problem.Invalid(
            "session_id",
            $"session_id must be {PrintableId.Description}, and not '{string.Join("' or '", BesideSessions)}'; "
                + "leave it out to begin a new conversation."
        );

    public static IResult Unknown() =>
        Problem.NotFound("unknown_session", "There is no such session; POST /api/v1/chat without session_id begins one.");

    /// <summary>As the client reaches it, below the prefix of a proxy.</summary>
    public static string LocationOf(HttpRequest request, ConversationId id) =>
        $"{request.PathBase.ToUriComponent()}/api/v1/chat/{EncodedPaths.Escape(id.Value)}";
}
