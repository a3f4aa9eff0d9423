using System.Collections.Frozen;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>What Slack's error codes mean for what was asked, and for the operator.</summary>
internal static class SlackErrors
{
    /// <summary>No answer, or none that can be read: Slack may have done what it was asked.</summary>
    public const string Unclear = "no_answer";

    public const string RateLimited = "ratelimited";
    public const string ThreadNotFound = "thread_not_found";
    public const string MessageNotFound = "message_not_found";

    /// <summary>The stream of this message has ended before: by itself, or because the customer stopped it.</summary>
    public const string NotStreaming = "message_not_in_streaming_state";

    public const string StoppedByUser = "stopped_by_user";

    /// <summary>Slack may have done part of it.</summary>
    private static readonly FrozenSet<string> Halfway = new[] { Unclear, "internal_error", "fatal_error" }.ToFrozenSet();

    /// <summary>What goes by itself: the app, its workspace or its plan is all right, and the next call may succeed.</summary>
    private static readonly FrozenSet<string> Passing = new[]
    {
        RateLimited,
        "rate_limited",
        "message_limit_exceeded",
        "service_unavailable",
        "request_timeout",
    }.ToFrozenSet();

    /// <summary>Wrong for good: the place is gone or closed, or Slack does not take this content.</summary>
    private static readonly FrozenSet<string> Final = new[]
    {
        "channel_not_found",
        "is_archived",
        "cannot_reply_to_message",
        "invalid_thread_ts",
        "user_not_found",
        "messages_tab_disabled",
        "msg_too_long",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "markdown_text_conflict",
        "invalid_arguments",
        "cant_update_message",
        "edit_window_closed",
        "block_mismatch",
        MessageNotFound,
        ThreadNotFound,
    }.ToFrozenSet();

    // Only codes that were read somewhere may stand in a log: an answer may come from a proxy.
    private static readonly FrozenDictionary<string, string> Hints = new Dictionary<string, string>
    {
        ["invalid_auth"] = "SLACK_BOT_TOKEN or SLACK_APP_TOKEN is wrong or was revoked: install the app again and set the new token",
        ["not_authed"] = "SLACK_BOT_TOKEN or SLACK_APP_TOKEN did not arrive: check what stands between this server and Slack",
        ["account_inactive"] = "the app was removed from the workspace: install it again and set the new SLACK_BOT_TOKEN",
        ["token_revoked"] = "the token was revoked: install the app again and set the new token",
        ["token_expired"] = "the token has expired: switch token rotation off for the app and install it again",
        ["not_allowed_token_type"] = "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are mixed up, or one lacks its scope",
        ["missing_scope"] = "a scope is missing: compare the app's with the manifest in docs/channels.md and install it again",
        ["not_in_channel"] = "invite the app to the channel: /invite @its-name",
        ["channel_not_found"] = "the channel is gone, or private and the app was not invited",
        ["link_disabled"] = "Socket Mode is switched off for the app",
        ["messages_tab_disabled"] = "switch on the Messages Tab on the app's page App Home",
    }.ToFrozenDictionary();

    /// <summary>True also for what the operator can mend in time, such as a revoked token: nothing is lost meanwhile.</summary>
    public static bool IsRetryable(string error) =>
        !Final.Contains(error)
        && !error.StartsWith("restricted_action", StringComparison.Ordinal)
        && !error.StartsWith("metadata_", StringComparison.Ordinal);

    /// <summary>True where nobody knows whether it was done.</summary>
    public static bool IsUnclear(string error) => Halfway.Contains(error);

    /// <summary>True for what the next call may not meet.</summary>
    public static bool IsPassing(string error) => Passing.Contains(error) || Halfway.Contains(error);

    /// <summary>What to do about it, with ": " before it; empty where there is nothing to say.</summary>
    public static string Advice(string error) => Hints.TryGetValue(error, out var hint) ? ": " + hint : "";
}
