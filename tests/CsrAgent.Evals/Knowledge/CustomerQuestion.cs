namespace CsrAgent.Evals.Knowledge;

/// <summary>A line of "customer-questions.txt".</summary>
/// <param name="Kind">How it is written: "typos", "follow-up" and the like.</param>
/// <param name="Needed">The articles that answer it: one of each of these.</param>
/// <param name="Earlier">What the customer said before it.</param>
internal sealed record CustomerQuestion(string Kind, IReadOnlyList<string[]> Needed, IReadOnlyList<string> Earlier, string Text)
{
    public static IReadOnlyList<CustomerQuestion> All { get; } =
        [.. EvalSentences.Read("Knowledge.customer-questions.txt").Select(line => Read(line.Label, line.Text))];

    public bool Needs(string article) => Needed.Any(ids => ids.Contains(article));

    /// <summary>Whether these articles answer all of it.</summary>
    public bool IsAnsweredBy(IEnumerable<string> articles) => Needed.All(ids => ids.Intersect(articles).Any());

    private static CustomerQuestion Read(string kind, string line)
    {
        var parts = line.Split(' ', 2);
        var said = kind == "follow-up" ? parts[1].Split(" / ") : [parts[1]];
        return new(kind, [.. parts[0].Split('+').Select(ids => ids.Split('|'))], said[..^1], said[^1]);
    }
}
