using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// One customer with a stubborn client: every message has an id of its own and is sent again with it until it is known to be accepted
/// (and, where the client waits for the reply, answered), whatever happens to the server meanwhile.
/// </summary>
internal sealed class Customer(ServerProcess server, string name, int seed)
{
    /// <summary>What the sample articles answer, in a tone that calls for no person.</summary>
    public static readonly string[] Questions =
    [
        "How can I reset my password?", "What is your return policy?", "How long does shipping take?", "Which payment methods do you accept?",
        "How can I check the balance of my gift card?", "Do you ship to Germany?", "Do you offer next day delivery?", "How long do refunds take?",
        "Can I pick my parcel up from a locker?", "What is Finch Club and what does it cost?", "How do I change my cookie preferences?",
        "How can I turn on two-step verification?", "I need an invoice with VAT", "When are you open?",
    ];

    private const int QuestionsInASession = 8;
    private static readonly TimeSpan _beforeRetry = TimeSpan.FromMilliseconds(100);

    private readonly Random _random = new(seed);
    private int _accepted;

    /// <summary>In the order in which they were accepted.</summary>
    public List<SentMessage> Sent { get; } = [];

    /// <summary>How many messages the server is known to have; grows while others read it.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Requests that failed and were sent again.</summary>
    public int Retries { get; private set; }

    /// <summary>When replies came (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    public List<long> RepliedAt { get; } = [];

    /// <summary>Talks until told to stop; what was begun is brought to its end.</summary>
    public async Task TalkAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        for (var session = 0; !stop.IsCancellationRequested; session++)
        {
            var questions = Questions.ToArray();
            _random.Shuffle(questions);
            foreach (var question in questions.Take(QuestionsInASession))
            {
                if (stop.IsCancellationRequested) return;
                await AskAsync($"{name}-{session}", question, (Asking)_random.Next(3), cancellationToken);
                if (_random.Next(2) == 0) await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(60)), TimeProvider.System, cancellationToken);
            }
        }
    }

    public async Task<SentMessage> AskAsync(string session, string question, Asking asking, CancellationToken cancellationToken)
    {
        var id = $"{session}-{Sent.Count}";
        var accepted = false;
        while (true)
        {
            var (taken, reply) = await TrySendAsync(session, id, question, asking, cancellationToken);
            if (taken && !accepted) Interlocked.Increment(ref _accepted);
            accepted |= taken;
            if (reply is not null) RepliedAt.Add(TimeProvider.System.GetTimestamp());
            if (reply is not null || (accepted && asking == Asking.Later))
            {
                var sent = new SentMessage(session, id, question, reply);
                Sent.Add(sent);
                return sent;
            }

            Retries++;
            await Task.Delay(_beforeRetry, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<(bool Accepted, SeenReply? Reply)> TrySendAsync(string session, string id, string text, Asking asking, CancellationToken cancellationToken)
    {
        var accepted = false;
        try
        {
            using var request = Request(session, id, text, asking);
            using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return default;
            response.EnsureSuccessStatusCode();
            accepted = true;
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream") return (true, await ReadStreamAsync(response, cancellationToken));
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return (true, response.StatusCode == HttpStatusCode.OK ? ReplyOf(body) : null);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return (accepted, null);
        }
        catch (IOException)
        {
            return (accepted, null);
        }
    }

    private HttpRequestMessage Request(string session, string id, string text, Asking asking)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/api/v1/chat"))
        {
            Content = JsonContent.Create(new { session_id = session, user_id = name, message = text, message_id = id }),
        };
        if (asking == Asking.Later) request.Headers.Add("Prefer", "respond-async");
        if (asking == Asking.Stream) request.Headers.Add("Accept", "text/event-stream");
        return request;
    }

    /// <summary>Null when the stream broke before its end.</summary>
    private static async Task<SeenReply?> ReadStreamAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var name = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (name == "done" && line.StartsWith("data: ", StringComparison.Ordinal)) return ReplyOf(JsonDocument.Parse(line["data: ".Length..]).RootElement);
        }

        return null;
    }

    private static SeenReply ReplyOf(JsonElement body) => new(body.GetProperty("turn_id").GetString()!, body.GetProperty("message").GetString()!);
}
