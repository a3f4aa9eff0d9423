using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Events;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Documentation;

/// <summary>The app manifest in docs/channels.md asks for what the code uses, and for nothing else.</summary>
public sealed partial class SlackManifestTests
{
    /// <summary>By Slack's documentation; the history scopes come with the events.</summary>
    private static readonly Dictionary<string, string[]> ScopesOfMethods = new()
    {
        ["auth.test"] = [],
        ["bots.info"] = ["users:read"],
        ["users.info"] = ["users:read"],
        ["chat.postMessage"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["conversations.replies"] = [],
        ["conversations.history"] = [],
        ["apps.connections.open"] = [],
        ["chat.startStream"] = ["chat:write"],
        ["chat.appendStream"] = ["chat:write"],
        ["chat.stopStream"] = ["chat:write"],
        ["agents.sessions.setStatus"] = ["chat:write"],
        ["assistant.threads.setSuggestedPrompts"] = ["assistant:write"],
    };

    /// <summary>What is no message: the scope of each, null for none.</summary>
    private static readonly Dictionary<string, string?> OtherEvents = new()
    {
        ["agent_session_stopped"] = null,
        ["app_home_opened"] = null,
        ["reaction_added"] = "reactions:read",
    };

    private static readonly Dictionary<string, (string Scope, string Type, string? ChannelType)> Events = new()
    {
        ["app_mention"] = ("app_mentions:read", "app_mention", null),
        ["message.channels"] = ("channels:history", "message", "channel"),
        ["message.groups"] = ("groups:history", "message", "group"),
        ["message.im"] = ("im:history", "message", "im"),
    };

    private static JsonElement Manifest { get; } =
        JsonDocument.Parse(ManifestPattern().Match(Repository.Read("docs/channels.md")).Groups[1].Value).RootElement;

    [Fact]
    public void Manifest_Scopes_AreThoseOfTheMethodsAndEventsThatAreUsed()
    {
        var methods = Repository.CodeIn("src/CsrAgent.Adapters/Slack").SelectMany(file => MethodPattern().Matches(Repository.Read(file)));
        var used = methods
            .SelectMany(match => ScopesOfMethods[match.Groups[1].Value])
            .Concat(Events.Values.Select(e => e.Scope))
            .Concat(OtherEvents.Values.OfType<string>());

        var asked = Manifest.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot").EnumerateArray();

        Assert.Equal(used.Distinct().Order(StringComparer.Ordinal), asked.Select(scope => scope.GetString()));
    }

    [Fact]
    public void Manifest_Events_AreReadEach()
    {
        var asked = Manifest.GetProperty("settings").GetProperty("event_subscriptions").GetProperty("bot_events").EnumerateArray();

        Assert.Equal(Events.Keys.Concat(OtherEvents.Keys).Order(StringComparer.Ordinal), asked.Select(name => name.GetString()));
        var code = string.Concat(Repository.CodeIn("src/CsrAgent.Adapters/Slack").Select(Repository.Read));
        Assert.All(OtherEvents.Keys, name => Assert.Contains($"\"{name}\"", code, StringComparison.Ordinal));
        Assert.All(Events.Values, tuple => Assert.NotNull(SlackEventReader.Read(EventOf(tuple.Type, tuple.ChannelType), Self)));
    }

    [Fact]
    public void Manifest_WhatTheCodeReliesOn_IsSwitchedOn()
    {
        var (home, settings) = (Manifest.GetProperty("features").GetProperty("app_home"), Manifest.GetProperty("settings"));

        var agent = Manifest.GetProperty("features").GetProperty("agent_view").GetProperty("agent_description").GetString();
        Assert.InRange(agent!.Length, 1, 300);
        Assert.True(home.GetProperty("messages_tab_enabled").GetBoolean());
        Assert.False(home.GetProperty("messages_tab_read_only_enabled").GetBoolean());
        Assert.True(settings.GetProperty("interactivity").GetProperty("is_enabled").GetBoolean());
        Assert.True(settings.GetProperty("socket_mode_enabled").GetBoolean());
        Assert.False(settings.GetProperty("token_rotation_enabled").GetBoolean());
    }

    private static SlackIdentity Self { get; } = new(FakeSlack.Team, null, FakeSlack.BotUser, FakeSlack.Bot, FakeSlack.App);

    private static JsonElement EventOf(string type, string? channelType)
    {
        var message = new FakeSlackMessage("C0SHOP00001", "1764400009.000009", null, "U0CUSTOMER1", new JsonObject { ["text"] = "Hi" });
        var envelope = FakeSlackEvents.Of(message, type, happened => happened["channel_type"] = channelType);
        return JsonDocument.Parse(envelope.ToJsonString()).RootElement;
    }

    [GeneratedRegex(@"```json\r?\n(\s*\{\s*""_metadata"".*?)```", RegexOptions.Singleline)]
    private static partial Regex ManifestPattern();

    [GeneratedRegex(@"""((?:auth|bots|users|chat|conversations|apps|agents|assistant|reactions|files)\.[a-zA-Z.]+)""")]
    private static partial Regex MethodPattern();
}
