using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>What counts of a chat completion's request: who asks, and what. The agent has its own prompt, tools and history.</summary>
/// <param name="FirstWords">The customer's first message in it.</param>
/// <param name="Text">The customer's last message, which is what is asked.</param>
internal sealed record CompletionRequest(
    string FirstWords,
    string Text,
    string? User,
    string? SessionId,
    bool Stream,
    bool IncludeUsage
)
{
    public const string Model = "csr-agent";

    public static CompletionRequest Read(FieldReader fields)
    {
        if ((fields.Optional("model") ?? Model) != Model)
        {
            throw new FieldException("model", $"model must be {Model}; GET /v1/models lists it.");
        }
        var messages = fields.Objects("messages");
        var asked = messages.Where(message => message.Required("role") == "user").ToList();
        if (asked.Count == 0 || messages[^1].Required("role") != "user")
        {
            throw new FieldException("messages", "messages must end with one of role user, which is what is asked.");
        }
        return new(
            asked[0].TextOrParts("content"),
            asked[^1].TextOrParts("content"),
            fields.Optional("user"),
            fields.Map("metadata")?.GetValueOrDefault("session_id"),
            fields.Flag("stream"),
            fields.Has("stream_options") && fields.Object("stream_options").Flag("include_usage")
        );
    }
}
