using CsrAgent.Evals.Conversations;

namespace CsrAgent.Evals.Knowledge;

/// <summary>All of "customer-questions.txt" and the questions that no article answers, asked once.</summary>
public sealed class AskedCustomers : IAsyncLifetime
{
    /// <summary>What no shop can answer.</summary>
    public const string General = "off-topic";

    /// <summary>What a shop could answer, and this one's articles do not.</summary>
    public const string OfShop = "off-topic-shop";

    internal SampleIndex Index { get; } = new();

    internal IReadOnlyList<AskedQuestion> All { get; private set; } = [];

    /// <summary>By the name of their file.</summary>
    internal Dictionary<string, IReadOnlyList<(string Question, GroundedTurn Turn)>> OffTopic { get; } = [];

    internal IReadOnlyCollection<double> OffTopicConfidence => [.. OffTopic[General].Select(asked => asked.Turn.Confidence)];

    public async ValueTask InitializeAsync()
    {
        await Index.InitializeAsync();
        var asked = new List<AskedQuestion>();
        foreach (var question in CustomerQuestion.All)
        {
            var conversation = new GroundedConversation(Index);
            foreach (var said in question.Earlier) await conversation.SayAsync(said, CancellationToken.None);
            asked.Add(new(question, await conversation.SayAsync(question.Text, CancellationToken.None)));
        }
        All = asked;
        foreach (var file in (string[])[General, OfShop]) OffTopic[file] = await AskAsync(file);
    }

    public ValueTask DisposeAsync() => Index.DisposeAsync();

    private async Task<IReadOnlyList<(string Question, GroundedTurn Turn)>> AskAsync(string file)
    {
        var asked = new List<(string, GroundedTurn)>();
        foreach (var question in EvalSentences.Lines($"Knowledge.{file}.txt"))
        {
            asked.Add((question, await new GroundedConversation(Index).SayAsync(question, CancellationToken.None)));
        }
        return asked;
    }
}
