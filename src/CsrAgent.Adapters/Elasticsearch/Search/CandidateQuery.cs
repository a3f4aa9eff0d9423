using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>
/// The request for candidates: passages that share words with the question, those about what was named, and those nearest in meaning.
/// It need not rank them well: that is done here, from their texts and vectors.
/// </summary>
internal static class CandidateQuery
{
    private const int MaxByWords = 160;
    private const int MaxNear = 120;
    private const int MaxNamed = 200;

    // Elasticsearch allows at least 1024 clauses: words times fields times languages.
    private const int MaxWords = 40;
    private const int MaxContextWords = 20;
    private const double ContextBoost = 0.3;
    private const double OthersBoost = 0.5;
    private const double NamedBoost = 10;

    // Above every score by words: none of the nearest falls off the end.
    private const double VectorBoost = 1_000;

    /// <param name="model">The vectors to compare with; null: words alone.</param>
    public static JsonObject Of(
        KnowledgeQuery query,
        IndexState state,
        IReadOnlyList<LanguagePlan> plans,
        string? model,
        TimeSpan timeout
    )
    {
        IReadOnlyList<float[]> vectors = model is not null && query.Vectors is { } asked
            ? [.. asked.Sentences, .. asked.InContext is { } whole ? [whole] : Array.Empty<float[]>()]
            : [];
        var size = MaxByWords + (vectors.Count == 0 ? 0 : MaxNear);
        var body = new JsonObject
        {
            ["size"] = size,
            ["timeout"] = $"{Math.Max(1, (long)timeout.TotalMilliseconds)}ms",
            ["track_total_hits"] = false,
            ["_source"] = new JsonObject { ["excludes"] = new JsonArray(PassageFields.Whole, PassageFields.Lexicon) },
        };
        var words = ByWords(query, state, plans);
        if (words.Count > 0) body["query"] = AnyOf(words);
        else if (vectors.Count == 0) body["query"] = new JsonObject { ["match_none"] = new JsonObject() };
        if (vectors.Count > 0) body["knn"] = new JsonArray([.. vectors.Select(vector => (JsonNode)Nearest(vector, model!, vectors.Count))]);
        return body;
    }

    private static JsonArray ByWords(KnowledgeQuery query, IndexState state, IReadOnlyList<LanguagePlan> plans)
    {
        var text = WordsOf(query.Text, MaxWords);
        var context = WordsOf(string.Join(' ', query.Context.Reverse()), MaxContextWords);
        var any = new JsonArray();
        foreach (var plan in plans)
        {
            var clauses = new JsonArray();
            if (text.Length > 0) clauses.Add(Match(plan.Language, text, 1));
            if (context.Length > 0) clauses.Add(Match(plan.Language, context, ContextBoost));
            if (plan.Others.Count > 0) clauses.Add(Match(plan.Language, string.Join(' ', plan.Others), OthersBoost, "whitespace"));
            if (clauses.Count == 0) continue;
            any.Add(InLanguage(plan.Language, clauses, null));
            var named = state.Entities.Named(query.Text, query.Earlier, MaxNamed);
            if (named.Count > 0) any.Add(InLanguage(plan.Language, (JsonArray)clauses.DeepClone(), named));
        }
        return any;
    }

    private static JsonObject InLanguage(string language, JsonArray clauses, IReadOnlyList<string>? articles)
    {
        var filter = new JsonArray(PassageReader.Term(PassageFields.Language, language));
        if (articles is not null) filter.Add(PassageReader.Terms(PassageFields.Article, articles));
        var found = AnyOf(clauses);
        found["bool"]!["filter"] = filter;
        if (articles is not null) found["bool"]!["boost"] = NamedBoost;
        return found;
    }

    private static JsonObject AnyOf(JsonArray clauses) =>
        new() { ["bool"] = new JsonObject { ["should"] = clauses, ["minimum_should_match"] = 1 } };

    private static JsonObject Match(string language, string text, double boost, string? analyzer = null)
    {
        var match = new JsonObject
        {
            ["query"] = text,
            ["type"] = "most_fields",
            ["fields"] = new JsonArray([
                .. SearchedField.All.Select(field =>
                    (JsonNode)FormattableString.Invariant($"{KnowledgeMapping.FieldOf(field, language)}^{field.Boost}")
                ),
            ]),
            ["boost"] = boost,
        };
        if (analyzer is not null) match["analyzer"] = analyzer;
        return new JsonObject { ["multi_match"] = match };
    }

    private static JsonObject Nearest(float[] vector, string model, int vectors)
    {
        var near = Math.Max(20, MaxNear / vectors);
        return new JsonObject
        {
            ["field"] = PassageFields.Vector + model,
            ["query_vector"] = new JsonArray([.. vector.Select(number => (JsonNode)number)]),
            ["k"] = near,
            ["num_candidates"] = near * 3,
            ["filter"] = PassageReader.Term(PassageFields.Embedded, model),
            ["boost"] = VectorBoost,
        };
    }

    // Of a text that may be anything: half characters would make the request invalid.
    private static string WordsOf(string text, int max)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        var words = clean.ToString().Split((char[]?)null, max + 1, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Take(max).Select(word => word.Length <= 200 ? word : word[..200]));
    }
}
