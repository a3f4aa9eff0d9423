using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>A worker that is stopped past its lease, and then goes on as if nothing had happened, with an answer in its hands.</summary>
public sealed class PausedWorkerTests(ITestOutputHelper output) : FleetTest(output)
{
    private const string Session = "s1",
        Paused = "Standard delivery takes two to four working days.",
        Other = "I don't know how to return that.";

    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    [Fact]
    public async Task Pause_BeforeTheModelAnswers_NothingOfTheLateAnswerGetsOut()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 1, redis.Url);
        Claude.Script = request =>
            Interlocked.Increment(ref _calls) == 1 ? Answer(request) with { Before = _ => _goesOn.Task } : FakeClaudeReply.Text(Other);

        await ProveAsync(
            fleet,
            async customer =>
            {
                await customer.PostAsync(
                    ChatClient.Chat,
                    new
                    {
                        session_id = Session,
                        user_id = "ann",
                        message = "How do I return an item?",
                    },
                    ("Prefer", "respond-async")
                );
                await Until.TrueAsync(() => _calls > 0, "the model was asked");
            }
        );
    }

    [Fact]
    public async Task Pause_WhileTheAnswerStreams_NothingMoreOfItGetsOut()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 1, redis.Url);
        Claude.Script = request =>
            Interlocked.Increment(ref _calls) == 1 ? Answer(request) with { Before = BeforeTheLastSentence } : FakeClaudeReply.Text(Other);

        ChatClientStream? answer = null;
        await ProveAsync(
            fleet,
            async customer =>
            {
                answer = await customer.StreamAsync(Session, "How do I return an item?");
                await answer.UntilAsync(happened => happened.Name == "delta");
            }
        );

        var rest = await answer!.AllAsync();
        Assert.Equal("done", rest[^1].Name);
        Assert.All(rest, happened => Assert.DoesNotContain(Paused, happened.Data.GetRawText(), StringComparison.Ordinal));
        await answer.DisposeAsync();
    }

    /// <summary>What the sources say, which may be shown as it comes; the last sentence is what must not get out.</summary>
    private static FakeClaudeMessage Answer(FakeClaudeRequest request)
    {
        var quoted = (FakeClaudeMessage)FakeClaudeReply.Default(request);
        return quoted with { Blocks = [.. quoted.Blocks, new FakeText(" " + Paused)] };
    }

    /// <summary>Blocks count from 0.</summary>
    private Task BeforeTheLastSentence(string sent) =>
        sent.Contains("\"index\":1", StringComparison.Ordinal) ? _goesOn.Task : Task.CompletedTask;

    private async Task ProveAsync(Fleet fleet, Func<ChatClient, Task> ask)
    {
        using var customer = fleet.Admin();
        await ask(customer);
        await using var events = await customer.EventsAsync(Session);
        var paused = fleet.Workers[0];
        paused.Pause();

        await fleet.AddWorkerAsync();
        await events.UntilAsync(IsAnswer);
        paused.Continue();
        _goesOn.SetResult();
        await Until.TrueAsync(() => paused.Output.Contains("was lost", StringComparison.Ordinal), "the paused worker notices");

        // What it could still have sent would be here before the next answer.
        await customer.PostAsync(
            ChatClient.Chat,
            new
            {
                session_id = Session,
                user_id = "ann",
                message = "Do you ship to Germany?",
            }
        );
        var since = await events.UntilAsync(IsAnswer);
        Assert.All(since, happened => Assert.DoesNotContain(Paused, happened.Data.GetRawText(), StringComparison.Ordinal));
        var said = (await customer.MessagesAsync(Session)).ConvertAll(message => message.GetProperty("text").GetString()!);
        Assert.Equal(4, said.Count);
        Assert.All(said, text => Assert.DoesNotContain(Paused, text, StringComparison.Ordinal));
    }

    private static bool IsAnswer(ChatClientEvent happened) =>
        happened.Name == "message" && happened.Data.GetProperty("role").GetString() == "agent";
}
