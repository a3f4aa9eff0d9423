using System.Net.Http.Headers;
using System.Text.Json;

namespace CsrAgent.Bench.Load;

/// <summary>One conversation after another: asks, waits for the reply, asks the next thing.</summary>
internal sealed class LoadCustomer(HttpMessageInvoker http, LoadPlan plan, LoadClock load, int number, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _url = new(plan.Url);
    private readonly Random _random = new(number);
    private int _conversations;
    private long _due;

    public List<double> Latencies { get; } = [];

    /// <summary>Until the first words of a reply that comes as a stream.</summary>
    public List<double> FirstTokens { get; } = [];

    public Dictionary<string, int> Errors { get; } = [];

    /// <summary>The messages of the last conversation.</summary>
    public List<ChatMessage> Sent { get; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(plan.Spread * number / plan.Customers, time, cancellationToken);
        _due = time.GetTimestamp();
        while (!load.IsOver)
        {
            Sent.Clear();
            var session = $"{plan.Name}-{number}-{_conversations++}";
            for (var i = 0; i < LoadPlan.MessagesPerConversation && !load.IsOver; i++)
            {
                await AskAsync(session, i, cancellationToken);
                if (plan.Interval > TimeSpan.Zero) await WaitUntilDueAsync(cancellationToken);
                if (plan.Pause > TimeSpan.Zero) await Task.Delay(plan.Pause * (0.5 + _random.NextDouble()), time, cancellationToken);
            }
        }
    }

    /// <summary>Not at all if the reply came after the next message was due.</summary>
    private async Task WaitUntilDueAsync(CancellationToken cancellationToken)
    {
        _due += (long)(plan.Interval.TotalSeconds * time.TimestampFrequency);
        var left = -time.GetElapsedTime(_due);
        if (left > TimeSpan.Zero) await Task.Delay(left, time, cancellationToken);
    }

    private async Task AskAsync(string session, int position, CancellationToken cancellationToken)
    {
        var message = new ChatMessage(
            session,
            $"customer-{plan.Name}-{number}",
            Questions.For(number, _conversations, position),
            $"{session}-{position}"
        );
        Sent.Add(message);
        var start = plan.Interval > TimeSpan.Zero ? _due : time.GetTimestamp();
        var fault = await FaultAsync(message, start, cancellationToken);
        if (fault is not null) Errors[fault] = Errors.GetValueOrDefault(fault) + 1;
        else if (load.Counts) Latencies.Add(time.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>What is wrong with the reply, or null.</summary>
    private async Task<string?> FaultAsync(ChatMessage message, long start, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(message, BenchJson.Default.ChatMessage));
        content.Headers.ContentType = Json;
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        if (plan.Streams) request.Headers.TryAddWithoutValidation("Accept", ReplyStream.MediaType);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            if ((int)response.StatusCode != 200) return $"status {(int)response.StatusCode}";
            if (plan.Streams) return FaultOf(await ReadStreamAsync(body, start, cancellationToken), message);
            return FaultOf(await JsonSerializer.DeserializeAsync(body, BenchJson.Default.ChatReply, cancellationToken), message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return e.GetType().Name;
        }
    }

    private async Task<ChatReply?> ReadStreamAsync(Stream body, long start, CancellationToken cancellationToken)
    {
        var reply = await ReplyStream.ReadAsync(body, time, cancellationToken);
        if (load.Counts && reply.FirstWords is { } at) FirstTokens.Add(time.GetElapsedTime(start, at).TotalMilliseconds);
        return reply.Reply;
    }

    private static string? FaultOf(ChatReply? reply, ChatMessage message) =>
        reply switch
        {
            null or { Message: null or "" } => "empty",
            _ when reply.SessionId != message.SessionId => "another session",
            { Degraded: true } => "without the model",
            { Status: not ChatReply.WithAgent } => "handed over",
            _ => null,
        };
}
