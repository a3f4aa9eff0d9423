using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Admission;

/// <summary>Validates messages. Text in any script passes unchanged, however odd, if it is valid Unicode.</summary>
public static class AdmissionRules
{
    /// <summary>Characters (UTF-16 units) of a message.</summary>
    public const int MaxText = 8_000;

    public const int MaxUserId = 256;
    public const int MaxMessageKey = 256;
    public const int MaxMetadataPairs = 16;
    public const int MaxMetadataKey = 64;
    public const int MaxMetadataValue = 512;

    public static AdmissionOutcome.Invalid? FirstFault(AdmissionRequest request, ChannelDirectory channels)
    {
        if (!ConversationId.IsValid(request.ConversationId.Value))
        {
            return new("session_id", $"session_id must be {PrintableId.Description}; leave it out to begin a new conversation.");
        }
        if (channels.Find(request.Channel) is not { } channel || (channel.Sender is not null && !request.IsFromChannel))
        {
            return new("channel", $"channel must be one of: {string.Join(", ", channels.OpenNames)}.");
        }
        if (!request.IsFromChannel && OwnerFault(request.ConversationId, channels) is { } owned) return owned;
        return TextFault("user_id", request.UserId, MaxUserId)
            ?? TextFault("message", request.Text, MaxText)
            ?? (request.MessageKey is { } key ? TextFault("message_id", key, MaxMessageKey) : null)
            ?? MetadataFault(request.Metadata);
    }

    /// <summary>For whoever is no channel: an id that one of the called channels gives its own conversations.</summary>
    public static AdmissionOutcome.Invalid? OwnerFault(ConversationId id, ChannelDirectory channels) =>
        channels.OwnerOf(id.Value) is { } owner
            ? new("session_id", $"session_id must not begin with '{owner}:', as those of the channel {owner} do; send another one.")
            : null;

    private static AdmissionOutcome.Invalid? MetadataFault(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null) return null;
        if (metadata.Count > MaxMetadataPairs) return new("metadata", $"metadata may hold at most {MaxMetadataPairs} pairs.");
        foreach (var (key, value) in metadata)
        {
            if (
                (TextFault("metadata", key, MaxMetadataKey) ?? (value.Length == 0 ? null : TextFault("metadata", value, MaxMetadataValue)))
                is not null
            )
            {
                return new(
                    "metadata",
                    $"metadata keys must be 1 to {MaxMetadataKey} characters and values at most {MaxMetadataValue}, without NUL or broken "
                        + "characters."
                );
            }
        }

        return null;
    }

    private static AdmissionOutcome.Invalid? TextFault(string field, string text, int max)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(field, $"{field} must not be empty.");
        if (text.Length > max) return new(field, $"{field} is {text.Length:N0} characters long; at most {max:N0} are allowed.");
        if (text.Contains('\0', StringComparison.Ordinal)) return new(field, $"{field} contains a NUL character; leave it out.");
        return HasLoneSurrogate(text) ? new(field, $"{field} contains half of a surrogate pair; send well-formed Unicode.") : null;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
