namespace CsrAgent.Host.Http.OpenApi;

/// <summary>Metadata of an endpoint: a header that a request may have.</summary>
internal sealed record RequestHeader(string Name, string Description, string Example)
{
    public static RequestHeader IdempotencyKey { get; } =
        new(
            "Idempotency-Key",
            "The client's own id of the message, as message_id in the body: sent again with it, it is answered once.",
            "m-1"
        );

    public static RequestHeader Prefer { get; } =
        new("Prefer", "respond-async for 202 at once; the answer is then read from the turn or the history.", "respond-async");
}
