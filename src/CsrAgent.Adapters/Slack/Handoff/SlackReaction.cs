using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>Somebody's emoji on a message.</summary>
/// <param name="Step">The hand-off's step that it stands for (<see cref="SlackHandoffSteps"/>).</param>
internal sealed record SlackReaction(string User, string Channel, string Ts, string Step)
{
    /// <summary>Null for what is none, was the app's own, or means nothing here.</summary>
    public static SlackReaction? Read(JsonElement envelope, SlackIdentity me)
    {
        if (envelope.Find("event") is not { } happened || happened.Text("type") != "reaction_added") return null;
        return
            happened.Text("user") is { } user
            && user != me.UserId
            && happened.Text("reaction") is { } name
            && SlackHandoffSteps.OfReaction(name) is { } step
            && happened.Find("item") is { } item
            && item.Text("type") == "message"
            && item.Text("channel") is { } channel
            && item.Text("ts") is { } ts
            ? new(user, channel, ts, step)
            : null;
    }
}
