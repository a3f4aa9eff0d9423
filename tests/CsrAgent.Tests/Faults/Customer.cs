using System.Net;
using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// One customer with a stubborn client: every message has an id of its own and is sent again with it until it is known to be accepted
/// (and, where the client waits for the reply, answered), whatever happens to the server meanwhile.
/// </summary>
internal sealed class Customer : IDisposable
{
    private const int QuestionsInASession = 8;

    /// <summary>After a burst. Without it two cores are full, and a wait tells of the machine instead of the server.</summary>
    private static readonly TimeSpan MaxThinking = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(100);

    /// <summary>What the sample articles answer, in a tone that calls for no person.</summary>
    private static readonly string[] Questions =
    [
        "How can I reset my password?",
        "What is your return policy?",
        "How long does shipping take?",
        "Which payment methods do you accept?",
        "How can I check the balance of my gift card?",
        "Do you ship to Germany?",
        "Do you offer next day delivery?",
        "How long do refunds take?",
        "Can I pick my parcel up from a locker?",
        "What is Finch Club and what does it cost?",
        "How do I change my cookie preferences?",
        "How can I turn on two-step verification?",
        "I need an invoice with VAT",
        "When are you open?",
    ];

    private readonly Func<IReadOnlyList<string>> _addresses;
    private readonly string _name;
    private readonly Random _random;
    private readonly HttpClient _http;
    private int _accepted;

    /// <param name="address">Of the server, in all its lives.</param>
    /// <param name="name">The user id; its conversations are named after it.</param>
    /// <param name="seed">The same customer asks the same.</param>
    public Customer(string address, string name, int seed)
        : this(() => [address], name, seed) { }

    /// <param name="addresses">Of the servers that may be asked just now; each request goes to any of them.</param>
    /// <param name="name">The user id; its conversations are named after it.</param>
    /// <param name="seed">The same customer asks the same.</param>
    public Customer(Func<IReadOnlyList<string>> addresses, string name, int seed)
    {
        _addresses = addresses;
        _name = name;
        _random = new Random(seed);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
    }

    /// <summary>In the order in which they were accepted.</summary>
    public List<SentMessage> Sent { get; } = [];

    /// <summary>How many messages the server is known to have; may be read while the customer talks.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Requests that failed and were sent again.</summary>
    public int Retries { get; private set; }

    /// <summary>Messages that were sent once more although they had been accepted.</summary>
    public int Repeats { get; private set; }

    /// <summary>Requests whose connection broke before anything came back: the server may or may not have accepted them.</summary>
    public int Broken { get; private set; }

    /// <summary>Answers that broke off after the server had said that it has the message.</summary>
    public int Cut { get; private set; }

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
                await AskAsync($"{_name}-{session}", question, (Asking)_random.Next(3), cancellationToken);
                if (_random.Next(2) == 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(60)), TimeProvider.System, cancellationToken);
                }
            }
        }
    }

    /// <summary>
    /// One conversation of some messages in bursts: a customer who goes on writing before the answer is there. One in ten is sent twice.
    /// </summary>
    public async Task TalkInBurstsAsync(int conversation, int messages, CancellationToken cancellationToken)
    {
        var session = $"{_name}-{conversation}";
        for (var i = 0; i < messages;)
        {
            var burst = Math.Min(_random.Next(1, 5), messages - i);
            for (var inBurst = 1; inBurst <= burst; inBurst++, i++)
            {
                var asking = inBurst < burst ? Asking.Later : (Asking)(_random.Next(2) * 2);
                var sent = await AskAsync(session, Questions[_random.Next(Questions.Length)], asking, cancellationToken);
                if (_random.Next(10) != 0) continue;
                Repeats++;
                await TrySendAsync(session, sent.MessageId, sent.Text, Asking.Later, cancellationToken);
            }

            await Task.Delay(_random.NextDouble() * MaxThinking, TimeProvider.System, cancellationToken);
        }
    }

    public async Task<SentMessage> AskAsync(string session, string question, Asking asking, CancellationToken cancellationToken)
    {
        var id = $"{session}-{Sent.Count}";
        for (var accepted = false; ;)
        {
            var (taken, reply) = await TrySendAsync(session, id, question, asking, cancellationToken);
            if (taken && !accepted) Interlocked.Increment(ref _accepted);
            accepted |= taken;
            if (reply is not null) RepliedAt.Add(TimeProvider.System.GetTimestamp());
            if (reply is not null || (accepted && asking == Asking.Later))
            {
                Sent.Add(new SentMessage(session, id, question, reply));
                return Sent[^1];
            }

            Retries++;
            await Task.Delay(BeforeRetry, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(bool Accepted, SeenReply? Reply)> TrySendAsync(
        string session,
        string id,
        string text,
        Asking asking,
        CancellationToken cancellationToken
    )
    {
        var accepted = false;
        try
        {
            var addresses = _addresses();
            using var request = Request(addresses[_random.Next(addresses.Count)], session, id, text, asking);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return default;
            response.EnsureSuccessStatusCode();
            accepted = true;
            return (true, await ReadReplyAsync(response, cancellationToken));
        }
        catch (Exception e) when (e is IOException or HttpRequestException { StatusCode: null })
        {
            // The server is not there, or died before or while it answered.
            if (accepted) Cut++;
            else if (e is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }) Broken++;
            return (accepted, null);
        }
    }

    private HttpRequestMessage Request(string address, string session, string id, string text, Asking asking) =>
        ChatClient.Request(
            HttpMethod.Post,
            address + ChatClient.Chat,
            new
            {
                session_id = session,
                user_id = _name,
                message = text,
                message_id = id,
            },
            asking switch
            {
                Asking.Later => [("Prefer", "respond-async")],
                Asking.Stream => [("Accept", "text/event-stream")],
                _ => [],
            }
        );

    /// <summary>Null for 202, and when a stream broke before its end.</summary>
    private static async Task<SeenReply?> ReadReplyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.StatusCode == HttpStatusCode.OK ? ReplyOf(body) : null;
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var name = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (name == "done" && line.StartsWith("data: ", StringComparison.Ordinal)) return ReplyOf(line["data: ".Length..]);
        }

        return null;
    }

    private static SeenReply ReplyOf(string json)
    {
        var body = JsonDocument.Parse(json).RootElement;
        return new(body.GetProperty("turn_id").GetString()!, body.GetProperty("message").GetString()!);
    }
}
