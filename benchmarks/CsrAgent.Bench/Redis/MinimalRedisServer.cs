using System.Collections.Concurrent;
using CsrAgent.Bench.Bare;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NRedisStack;
using StackExchange.Redis;

namespace CsrAgent.Bench.Redis;

/// <summary>
/// The minimum that is durable on Redis: one stream entry in, read by a consumer group, one model call, two messages stored, the reply
/// published, and the entry acknowledged. No ordering, no leases, no fences, no retries; one process does it all.
/// </summary>
internal sealed class MinimalRedisServer(ConnectionMultiplexer main, ConnectionMultiplexer example, BareModel model)
{
    private const string Work = "minimal:work",
        Group = "workers",
        Me = "minimal";
    private const int MaxAtOnce = 256,
        Block = 1_000;

    private static readonly RedisChannel Replies = RedisChannel.Literal("minimal:replies");

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _waiting = new();
    private readonly IDatabase _database = main.GetDatabase();

    public static async Task<int> RunAsync(string stub, int promptBytes, string redis, CancellationToken cancellationToken)
    {
        var address = redis["redis://".Length..];
        await using var main = await ConnectionMultiplexer.ConnectAsync(address);
        await using var example = await ConnectionMultiplexer.ConnectAsync(address);
        var server = new MinimalRedisServer(main, example, BareModel.At(stub, promptBytes));
        await server._database.StreamCreateConsumerGroupAsync(Work, Group, StreamPosition.NewMessages);
        await main.GetSubscriber().SubscribeAsync(Replies, server.Receive);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => server.ReadAsync(stop.Token), CancellationToken.None);
        var result = await BenchServer.RunAsync(app => app.MapPost("/chat", server.AnswerAsync), cancellationToken);
        await stop.CancelAsync();
        await work;
        return result;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await context.Request.ReadFromJsonAsync(BenchJson.Default.ChatMessage, context.RequestAborted))!;
        var waiting = _waiting[request.MessageId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _database.StreamAddAsync(
            Work,
            [new("id", request.MessageId), new("session", request.SessionId), new("text", request.Message)]
        );
        var text = await waiting.Task;
        await context.Response.WriteAsJsonAsync(
            new ChatReply(request.SessionId, text, ChatReply.WithAgent, false),
            BenchJson.Default.ChatReply,
            cancellationToken: context.RequestAborted
        );
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var database = example.GetDatabase();
        while (!cancellationToken.IsCancellationRequested)
        {
            var read = await database.XReadGroupAsync(Group, Me, [Work], [">"], MaxAtOnce, Block);
            foreach (var entry in read?.SelectMany(stream => stream.Entries) ?? [])
            {
                _ = Task.Run(() => WorkAsync(entry), CancellationToken.None);
            }
        }
    }

    private async Task WorkAsync(StreamEntry entry)
    {
        var (id, session, question) = ((string)entry["id"]!, (string)entry["session"]!, (string)entry["text"]!);
        var text = await model.AskAsync(question, CancellationToken.None);
        await _database.ListRightPushAsync("minimal:history:" + session, [question, text]);
        await Task.WhenAll(_database.PublishAsync(Replies, $"{id}\n{text}"), _database.StreamAcknowledgeAsync(Work, Group, entry.Id));
    }

    private void Receive(RedisChannel channel, RedisValue message)
    {
        var parts = ((string)message!).Split('\n', 2);
        if (_waiting.TryRemove(parts[0], out var waiting)) waiting.TrySetResult(parts[1]);
    }
}
