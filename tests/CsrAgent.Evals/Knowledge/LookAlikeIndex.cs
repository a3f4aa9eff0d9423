using CsrAgent.Conversations;
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

    /// <summary>The share of questions whose article is among the first five.</summary>
    public async Task<double> RecallAsync(CancellationToken cancellationToken)
    {
        var (asked, found) = (0, 0);
        foreach (var fact in data.Facts)
        {
            var names = data.Places(fact.Kind, places);
            foreach (var name in names.Count == 0 ? ["*"] : names)
            {
                asked++;
                var question = fact.Questions[asked % fact.Questions.Count];
                var hits = await SearchAsync(question, Opening(asked, name), cancellationToken);
                var articles = hits.Select(hit => hit.ArticleId).Distinct().Take(MaxFound);
                found += articles.Contains(LookAlikes.IdOf(fact, name)) ? 1 : 0;
            }
        }
        return (double)found / asked;
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
