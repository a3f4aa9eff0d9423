namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>How a request goes wrong.</summary>
/// <param name="Status">0: the connection breaks.</param>
/// <param name="IsTakenNevertheless">What it asks for happens; only the answer is lost.</param>
public sealed record FakeZendeskFault(int Status, bool IsTakenNevertheless = false)
{
    public int? RetryAfter { get; init; }

    public string Error { get; init; } = "ServerError";
}
