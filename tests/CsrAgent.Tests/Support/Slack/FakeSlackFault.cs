namespace CsrAgent.Tests.Support.Slack;

/// <summary>How Slack fails once.</summary>
public enum FakeSlackFault
{
    /// <summary>429 with <c>Retry-After: 1</c>, nothing done.</summary>
    RateLimited,

    /// <summary>500, nothing done.</summary>
    ServerError,

    /// <summary>500, but done.</summary>
    ServerErrorAfterwards,

    /// <summary>The connection breaks, but it was done.</summary>
    BrokenAfterwards,

    /// <summary>200 with <c>fatal_error</c>, but done.</summary>
    FatalErrorAfterwards,

    /// <summary>A page of a proxy instead of JSON, nothing done.</summary>
    NotJson,

    /// <summary>200 with <c>token_revoked</c>.</summary>
    TokenRevoked,

    /// <summary>200 with <c>channel_not_found</c>.</summary>
    ChannelNotFound,

    /// <summary>200 with <c>link_disabled</c>: Socket Mode is off.</summary>
    LinkDisabled,

    /// <summary>200 with <c>not_in_channel</c>.</summary>
    NotInChannel,

    /// <summary>200 with <c>feature_disabled</c>, as on a free plan.</summary>
    FeatureDisabled,

    /// <summary>It never answers, but it was done.</summary>
    SilentAfterwards,
}
