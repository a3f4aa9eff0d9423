using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>Names one conversation; <c>session_id</c> in the HTTP API. 1 to 128 characters of <c>A-Z a-z 0-9 . _ : -</c>.</summary>
[JsonConverter(typeof(ConversationIdJsonConverter))]
public readonly record struct ConversationId(string Value)
{
    public const int MaxLength = 128;

    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');

    public override string ToString() => Value;
}
