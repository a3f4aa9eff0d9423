using CsrAgent.Conversations;
using CsrAgent.Turns;

namespace CsrAgent.Channels;

/// <summary>A customer's message as a channel received it: the sender is known, nothing else is checked.</summary>
public sealed record AdmissionRequest
{
    public required ConversationId ConversationId { get; init; }

    public required string UserId { get; init; }

    public required string Channel { get; init; }

    public required string Text { get; init; }

    public string? MessageKey { get; init; }

    public bool Stream { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>What became of an admission.</summary>
public abstract record AdmissionOutcome
{
    private AdmissionOutcome() { }

    /// <summary>The queue has decided.</summary>
    public sealed record Decided(AcceptOutcome Outcome) : AdmissionOutcome;

    public sealed record RateLimited(RateLimitScope Scope, TimeSpan RetryAfter) : AdmissionOutcome;

    /// <param name="Field">Its name in the API.</param>
    /// <param name="Detail">What is wrong and what is right.</param>
    public sealed record Invalid(string Field, string Detail) : AdmissionOutcome;
}
