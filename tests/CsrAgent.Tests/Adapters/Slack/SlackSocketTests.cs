using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>Socket Mode through the real server's process.</summary>
[Trait("Category", "Slow")]
public sealed class SlackSocketTests : IAsyncLifetime
{
    private readonly string _user = "U" + Guid.NewGuid().ToString("N")[..10].ToUpperInvariant();
    private FakeSlack _slack = null!;
    private RealServer _server = null!;

    private string Direct => "D" + _user[1..];

    private IReadOnlyList<FakeSlackSocket> Open => _slack.Sockets.Open;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _server = await RealServer.StartAsync([.. _slack.Settings, ("SLACK_APP_TOKEN", FakeSlack.AppToken), ("SLACK_SIGNING_SECRET", "")]);
        await Until.TrueAsync(() => Open.Count == 2, "both sockets are open");
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_slack.Violations);
        await _server.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Talk_OverBothSockets_EachMessageIsAcknowledgedAndAnsweredOnce()
    {
        FakeSlackMessage? root = null;
        for (var turn = 0; turn < 4; turn++)
        {
            var said = _slack.Say(_user, Direct, CalmQuestions.All[turn], root?.Ts);
            root ??= said;
            await Open[turn % 2].DeliverAsync(FakeSlackEvents.Of(said));
            await Open[(turn + 1) % 2].DeliverAsync(FakeSlackEvents.Of(said));
            await RepliesAsync(turn + 1);
        }

        Assert.Equal(4, _slack.Ours.Count);
        Assert.All(_slack.Ours, message => Assert.Equal(root!.Ts, message.ThreadTs));
        using var client = new ChatClient(_server.BaseAddress);
        Assert.Equal(404, (await client.PostAsync("/webhooks/slack", new { type = "url_verification" })).Status);
        var ready = await client.GetAsync("/health/ready");
        Assert.Contains("{\"name\":\"channel slack\",\"ok\":true,\"fault\":null}", ready.Body, StringComparison.Ordinal);
        Assert.Contains("csr_slack_sockets", (await client.GetAsync("/metrics")).Body, StringComparison.Ordinal);
    }

    /// <summary>The new socket is there before the old one ends, and the old one is read until then.</summary>
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task Disconnect_EachReason_IsReplacedWithoutAGap(string reason)
    {
        var old = Open[0];
        await old.DisconnectAsync(reason);
        var late = _slack.Say(_user, Direct, CalmQuestions.All[0]);
        await old.DeliverAsync(FakeSlackEvents.Of(late));

        await Until.TrueAsync(() => Open.Count == 3, "another one takes over");
        await old.CloseAsync();
        await Until.TrueAsync(() => Open.Count == 2, "the old one has ended");
        await Open[1].DeliverAsync(FakeSlackEvents.Of(_slack.Say(_user, Direct, CalmQuestions.All[1])));
        await RepliesAsync(2);

        Assert.Equal(2, _slack.Ours.Count);
    }

    /// <summary>Nothing comes through the old ones any more: beside new ones they would only be too many.</summary>
    [Fact]
    public async Task Disconnect_LinkDisabled_NoMoreThanTwoAreOpenAndHealthNamesIt()
    {
        using var client = new ChatClient(_server.BaseAddress);
        await Open[0].DisconnectAsync("link_disabled");

        await Until.TrueAsync(
            async () => (await client.GetAsync("/health/ready")).Body.Contains("link_disabled", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            "health names it",
            TestContext.Current.CancellationToken
        );
        await Until.TrueAsync(() => _slack.Sockets.All.Count == 3 && Open.Count == 2, "it was replaced after its end");
        await Open[1].DeliverAsync(FakeSlackEvents.Of(_slack.Say(_user, Direct, CalmQuestions.All[0])));
        await RepliesAsync(1);

        Assert.Equal(2, _slack.Sockets.MaxOpen);
    }

    [Fact]
    public async Task Break_WithoutAWord_IsReplacedAndNothingIsLost()
    {
        var said = _slack.Say(_user, Direct, CalmQuestions.All[0]);
        Open[0].Break();
        Open[0].Break();

        await Until.TrueAsync(() => _slack.Sockets.All.Count >= 3 && Open.Count == 2, "it was replaced");
        await Open[1].DeliverAsync(FakeSlackEvents.Of(said));
        await RepliesAsync(1);

        Assert.Single(_slack.Ours);
    }

    [Fact]
    public async Task Frames_OddSplitAndHuge_AreSurvived()
    {
        var socket = Open[0];
        await socket.SendAsync([1, 2, 3, 4], WebSocketMessageType.Binary);
        await socket.SendAsync([], WebSocketMessageType.Text);
        await socket.SendAsync("{"u8.ToArray(), WebSocketMessageType.Text);
        await socket.SendAsync("[]"u8.ToArray(), WebSocketMessageType.Text);
        await socket.SendAsync(new JsonObject { ["type"] = "hello" });
        await socket.SendAsync(new byte[5 * 1024 * 1024], WebSocketMessageType.Text, 64 * 1024);
        await socket.DeliverAsync(new JsonObject { ["anything"] = true }, "a_new_type");
        await socket.DeliverAsync([], "slash_commands");
        var said = _slack.Say(_user, Direct, CalmQuestions.All[0]);
        var frame = new JsonObject { ["envelope_id"] = "split", ["type"] = "events_api", ["payload"] = FakeSlackEvents.Of(said) };

        await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, 7);
        await RepliesAsync(1);

        await Until.TrueAsync(() => socket.Acknowledged.Contains("split"), "the split one is acknowledged");
        Assert.Same(socket, Open[0]);
    }

    /// <summary>The server stays ready meanwhile, for its other channels, and says what is wrong.</summary>
    [Fact]
    public async Task Start_SlackThatRefuses_IsAskedAgainAndSaysSo()
    {
        await _server.StopAsync();
        _slack.Fail("apps.connections.open", [.. Enumerable.Repeat(FakeSlackFault.TokenRevoked, 100)]);
        await _server.StartAsync();
        using var client = new ChatClient(_server.BaseAddress);

        var ready = await client.WaitAsync("/health/ready", answer => answer.Body.Contains("token_revoked", StringComparison.Ordinal));

        Assert.Equal(200, ready.Status);
        _slack.Repair("apps.connections.open");
        await Until.TrueAsync(() => Open.Count == 2, "both sockets are open after all");
        Assert.Contains("install the app again", _server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSlack.AppToken, _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_WhatCannotBeTakenNow_IsNotAcknowledged()
    {
        _slack.Fail("auth.test", FakeSlackFault.ServerError);
        var said = FakeSlackEvents.Of(_slack.Say(_user, Direct, CalmQuestions.All[0]));
        var refused = new JsonObject { ["envelope_id"] = "first", ["type"] = "events_api", ["payload"] = said.DeepClone() };

        await Open[0].SendAsync(refused);
        await Until.TrueAsync(() => _slack.Calls.Any(call => call.Method == "auth.test"), "it was tried");
        await Open[0].DeliverAsync(said, envelopeId: "second");
        await RepliesAsync(1);

        Assert.Equal(["second"], Open[0].Acknowledged);
    }

    [Fact]
    public async Task Stop_OpenSockets_AreClosed()
    {
        Assert.Equal(0, await _server.StopAsync());

        await Until.TrueAsync(() => Open.Count == 0, "Slack sees no socket any more");
    }

    private Task RepliesAsync(int count) => Until.TrueAsync(() => _slack.Ours.Count >= count, $"there are {count} replies");
}
