using CsrAgent.Knowledge;

namespace CsrAgent.Evals.Knowledge;

/// <summary>"look-alikes.txt": many places, the same facts.</summary>
internal sealed record LookAlikes(IReadOnlyList<(string Kind, string Name)> Names, IReadOnlyList<LookAlikeFact> Facts)
{
    public static LookAlikes Read()
    {
        var lines = EvalSentences.Read("Knowledge.look-alikes.txt");
        var facts = lines.Where(line => line.Label == "fact").Select(line => LookAlikeFact.Read(line.Text)).ToList();
        var names = lines.Where(line => line.Label == "name").Select(line => line.Text.Split(' ', 2)).Select(parts => (parts[0], parts[1]));
        return new LookAlikes([.. names], facts);
    }

    /// <param name="places">How many of each kind, at most.</param>
    /// <param name="isGiven">Whether the articles say in a field of their own what they are about.</param>
    public IEnumerable<KnowledgeArticle> Articles(int places, bool isGiven)
    {
        foreach (var fact in Facts)
        {
            var names = Places(fact.Kind, places);
            if (names.Count == 0) yield return ArticleOf(fact, "*", fact.Title, fact.Text);
            for (var i = 0; i < names.Count; i++)
            {
                // As knowledge bases do: the name in the title, in the text, or in both.
                var title = i % 3 == 0 ? fact.Title : $"{names[i]}: {fact.Title}";
                var text = fact.Text.Replace("*", i % 3 == 1 ? "us" : names[i], StringComparison.Ordinal);
                yield return ArticleOf(fact, names[i], title, text) with { Entity = isGiven ? names[i] : null };
            }
        }
    }

    public IReadOnlyList<string> Places(string kind, int places) =>
        [.. Names.Where(place => place.Kind == kind).Select(place => place.Name).Take(places)];

    public static string IdOf(LookAlikeFact fact, string name) => $"{fact.Kind}/{name}/{fact.Title}";

    private static KnowledgeArticle ArticleOf(LookAlikeFact fact, string name, string title, string text) =>
        new(IdOf(fact, name), title, null, [], "en", text);
}
