using System.Collections.Concurrent;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults.Channels;

/// <summary>
/// The other end of a channel: it keeps what arrived, and misbehaves in the ways of its kind. One question at a time in each conversation.
/// </summary>
public abstract class ChannelEnd : IAsyncDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, int> _happened = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public abstract string Name { get; }

    /// <summary>Of an agent that speaks to it.</summary>
    public abstract (string Name, string Value)[] Settings { get; }

    /// <summary>What was wrong with the agent's calls.</summary>
    public abstract IReadOnlyCollection<string> Violations { get; }

    /// <summary>Every message of the agent's that stands there: its conversation's number, and the id of the answer that it is.</summary>
    protected abstract IEnumerable<(int Conversation, string? Id)> Arrived { get; }

    /// <summary>What the agent calls a conversation.</summary>
    protected abstract string SessionOf(int conversation);

    /// <summary>What a delivery is recognized by at this end.</summary>
    protected abstract string IdOf(string delivery);

    /// <summary>How it fails once it is called for an answer: the first call of each conversation, and every fifth other one.</summary>
    protected abstract IReadOnlyDictionary<string, object> Faults { get; }

    /// <summary>Every misbehaviour by name; the first is none.</summary>
    public virtual IEnumerable<string> Misbehaviours =>
        [
            "none",
            "duplicates with other ids",
            "late repeats",
            "out of order",
            "repeats after a lost answer",
            "clock 4 minutes off",
            .. Faults.Keys,
        ];

    /// <summary>The one of now.</summary>
    public string Misbehaviour { get; set; } = "none";

    /// <summary>How often it has misbehaved so: a suite in which it never does would prove nothing.</summary>
    public int TimesOf(string misbehaviour) => _happened.GetValueOrDefault(misbehaviour);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected HttpClient Http => _http;

    protected string Address { get; private set; } = "";

    /// <summary>How many seconds a call's time stamp lies in the past.</summary>
    protected int Age => Misbehaviour == "clock 4 minutes off" ? 240 : 0;

    public void Connect(string address) => Address = address;

    /// <summary>A customer writes.</summary>
    /// <param name="conversation">Its number.</param>
    /// <param name="question">Its number in the conversation, from 0.</param>
    public abstract object Say(int conversation, int question);

    /// <summary>How many different answers each conversation has, by its number: for whoever waits for them.</summary>
    public IReadOnlyDictionary<int, int> Progress() =>
        Arrived
            .Where(one => one.Id is not null)
            .GroupBy(one => one.Conversation)
            .ToDictionary(conversation => conversation.Key, conversation => conversation.Distinct().Count());

    /// <summary>All that the agent has written.</summary>
    public int CountMessages() => Arrived.Count();

    /// <summary>Each conversation by its number, judged by the turns that its messages have in the agent's history.</summary>
    public async Task<IReadOnlyDictionary<int, AnswerCount>> CountAsync(IReadOnlyCollection<int> conversations, int questions)
    {
        var arrived = Arrived.ToLookup(one => one.Conversation, one => one.Id);
        var counts = new ConcurrentDictionary<int, AnswerCount>();
        using var admin = new ChatClient(Address, ("X-API-Key", RealServer.ApiKey));
        await Parallel.ForEachAsync(
            conversations,
            Token,
            async (conversation, _) =>
            {
                var session = SessionOf(conversation);
                var messages = await admin.MessagesAsync(Uri.EscapeDataString(session));
                var expected = messages
                    .Where(message => message.Text("role") == "customer")
                    .Select(message => message.TryGetProperty("turn_id", out var turn) ? turn.GetString() : null)
                    .Select(turn => turn is null ? null : IdOf($"{session}/{turn}/0"));
                counts[conversation] = AnswerCount.Of([.. arrived[conversation]], expected, questions);
            }
        );
        return counts;
    }

    /// <summary>What happened in a conversation, for whoever has to find out why its answers are too many or too few.</summary>
    public abstract string Describe(int conversation);

    /// <summary>Tells the agent of all of them, as this channel does it: each until it is taken.</summary>
    public async Task TellAsync(IReadOnlyList<object> said)
    {
        var order = Misbehaviour == "out of order" ? said.Reverse() : said;
        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, TellAsync);
        if (Misbehaviour is "out of order" or "late repeats") Happens();
        if (Misbehaviour == "late repeats") await Parallel.ForEachAsync(said, Token, (one, _) => UntilTakenAsync(one));
    }

    public virtual ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static string Question(int conversation, int question) =>
        CalmQuestions.All[(conversation + question) % CalmQuestions.All.Count];

    /// <summary>The call that tells of what was said; each time with other ids of its own.</summary>
    protected abstract HttpRequestMessage Call(object said);

    /// <summary>It has misbehaved in the way of now.</summary>
    protected void Happens() => _happened.AddOrUpdate(Misbehaviour, 1, (_, times) => times + 1);

    /// <summary>A fault for a call about a conversation, by its number among all calls; null for none.</summary>
    protected object? FaultFor(bool isFirst, int call)
    {
        if (!(isFirst || call % 5 == 0) || !Faults.TryGetValue(Misbehaviour, out var fault)) return null;
        Happens();
        return fault;
    }

    private async ValueTask TellAsync(object said, CancellationToken cancellationToken)
    {
        if (Misbehaviour is "repeats after a lost answer" or "duplicates with other ids" or "clock 4 minutes off") Happens();
        if (Misbehaviour == "repeats after a lost answer") await LoseAnswerAsync(said);
        var copies = Misbehaviour == "duplicates with other ids" ? 3 : 1;
        await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => UntilTakenAsync(said).AsTask()));
    }

    private async ValueTask UntilTakenAsync(object said)
    {
        while (!await IsTakenAsync(said)) await Task.Delay(AskAgainAfter, TimeProvider.System, Token);
    }

    /// <summary>Tells once; true if the agent has taken it.</summary>
    protected virtual async Task<bool> IsTakenAsync(object said)
    {
        try
        {
            using var call = Call(said);
            using var answer = await _http.SendAsync(call, Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>It is sent, and nobody waits for the answer.</summary>
    private async Task LoseAnswerAsync(object said)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Token);
        impatient.CancelAfter(5);
        try
        {
            using var call = Call(said);
            using var answer = await _http.SendAsync(call, impatient.Token);
        }
        catch (Exception e) when (e is HttpRequestException || !Token.IsCancellationRequested && e is OperationCanceledException)
        {
            // Lost, or the server is dead.
        }
    }
}
