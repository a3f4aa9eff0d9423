using CsrAgent.Conversations;
using CsrAgent.Evals.Reports;
using CsrAgent.Knowledge;

namespace CsrAgent.Evals.Knowledge;

/// <summary>Articles in the same words about different places, and conversations in which the place was named before.</summary>
internal sealed class LookAlikeIndex(LookAlikes data, int places, bool isGiven) : EvalIndex
{
    private const int MaxFound = 5;

    // Who names the place, in what words; "*" is the name.
    private static readonly string[][] Openings =
    [
        ["< I'm looking at the *", "> Good choice. Shall I book it?", "< yes, for two please", "> That is done, your reference is 8QK2."],
        ["< can you recommend somewhere nice", "> How about *? It is close to the centre.", "< sounds good", "> Anything else?"],
        ["< what's the phone number of *?", "> It is 01223 555 0142.", "< thanks. before I decide", "> Of course."],
        ["< hello", "> Hello, how can I help?", "< I have a question about *", "> Please ask."],
    ];

    /// <returns>How many questions were asked, and those whose article is not among the first five.</returns>
    public async Task<(int Asked, IReadOnlyList<Mistake> Missed)> AskAsync(CancellationToken cancellationToken)
    {
        var (asked, missed) = (0, new List<Mistake>());
        foreach (var fact in data.Facts)
        {
            var names = data.Places(fact.Kind, places);
            foreach (var name in names.Count == 0 ? ["*"] : names)
            {
                asked++;
                var question = fact.Questions[asked % fact.Questions.Count];
                var opening = Opening(asked, name);
                var hits = await SearchAsync(question, opening, "en", null, cancellationToken);
                var articles = hits.Select(hit => hit.ArticleId).Distinct().Take(MaxFound).ToArray();
                var expected = LookAlikes.IdOf(fact, name);
                if (articles.Contains(expected)) continue;
                var said = string.Join(" / ", [.. opening.Select(message => message.Text), question]);
                missed.Add(new(said, expected, articles.Length == 0 ? "nothing" : articles[0]));
            }
        }
        return (asked, missed);
    }

    protected override Task<IReadOnlyCollection<KnowledgeArticle>> ReadAsync() =>
        Task.FromResult<IReadOnlyCollection<KnowledgeArticle>>([.. data.Articles(places, isGiven)]);

    // Customers write names in lower case.
    private static List<Message> Opening(int number, string name) =>
        [
            .. Openings[number % Openings.Length]
                .Select(
                    (line, i) =>
                        new Message
                        {
                            Id = $"m{i}",
                            Role = line[0] == '<' ? MessageRole.Customer : MessageRole.Agent,
                            Text = line[2..].Replace("*", name == "*" ? "it" : Spelled(name, line[0]), StringComparison.Ordinal),
                            At = DateTimeOffset.UnixEpoch,
                        }
                ),
        ];

    private static string Spelled(string name, char role) => role == '<' ? name.ToLowerInvariant() : name;
}
