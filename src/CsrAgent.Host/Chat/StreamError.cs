using System.Text.Json.Serialization;

namespace CsrAgent.Host.Chat;

/// <param name="Location">Where the answer will be; null where there will be none.</param>
/// <param name="Status">As a response would have it; null where the message may be sent again.</param>
internal sealed record StreamError(
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Location,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Status = null
)
{
    /// <summary>Nobody should wait any longer, or send the message again by itself.</summary>
    public static StreamError Erased { get; } =
        new(
            "message_erased",
            "This message was erased with its customer's data before it was answered; there will be no reply.",
            Location: null,
            StatusCodes.Status410Gone
        );
}
