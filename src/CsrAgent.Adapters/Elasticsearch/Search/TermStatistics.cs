using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>
/// How many articles of the whole index hold each term, and which terms a misspelled one may be. Customers use few different words, and
/// the numbers change slowly: they are kept for a while.
/// </summary>
internal sealed class TermStatistics(ElasticsearchConnection connection, IOptions<ElasticsearchOptions> options, TimeProvider time)
{
    private const int MaxKept = 50_000;
    private const int MaxSuggestions = 10;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    // An article that has just come may hold it.
    private static readonly TimeSpan UnknownLasts = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (int Articles, long At)> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Terms, long At)> _suggestions = new(StringComparer.Ordinal);

    /// <summary>A term as the index keeps it.</summary>
    public static string Key(string language, string term) => $"{language} {term}";

    /// <summary>The number of articles with each term of a language.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(
        string index,
        string language,
        IReadOnlyCollection<string> terms,
        CancellationToken cancellationToken
    )
    {
        var missing = terms.Where(term => !IsKnown(Key(language, term))).ToList();
        foreach (var some in missing.Chunk(250)) await CountSomeAsync(index, language, some, cancellationToken);
        return terms.ToDictionary(
            term => term,
            term => _counts.TryGetValue(Key(language, term), out var known) ? known.Articles : 0,
            StringComparer.Ordinal
        );
    }

    /// <summary>Terms that differ in a letter or two from those that no article holds.</summary>
    public async Task<IReadOnlyCollection<string>> SuggestAsync(
        string index,
        string language,
        IReadOnlyCollection<string> terms,
        CancellationToken cancellationToken
    )
    {
        var missing = terms.Where(term => !IsSuggested(Key(language, term))).ToList();
        if (missing.Count > 0)
        {
            var body = new JsonObject { ["size"] = 0, ["suggest"] = Suggest(language, missing) };
            var answer = await AskAsync(index, body, cancellationToken);
            if (_suggestions.Count > MaxKept) _suggestions.Clear();
            foreach (var (number, term) in missing.Index())
            {
                var options = answer["suggest"]?[Name(number)]?[0]?["options"]?.AsArray() ?? [];
                var found = options.Select(option => option.At("text").GetValue<string>());
                // The key's beginning names the language.
                var near = found.Where(text => text.StartsWith(language + " ", StringComparison.Ordinal));
                _suggestions[Key(language, term)] = ([.. near.Select(text => text[(language.Length + 1)..])], time.GetTimestamp());
            }
        }
        return [.. terms.SelectMany(term => _suggestions.TryGetValue(Key(language, term), out var known) ? known.Terms : []).Distinct()];
    }

    /// <summary>After a write of this process.</summary>
    public void Forget()
    {
        _counts.Clear();
        _suggestions.Clear();
    }

    private bool IsKnown(string key) =>
        _counts.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < (known.Articles > 0 ? Lasts : UnknownLasts);

    private bool IsSuggested(string key) => _suggestions.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < Lasts;

    private async Task CountSomeAsync(string index, string language, string[] terms, CancellationToken cancellationToken)
    {
        var filters = new JsonObject();
        foreach (var (number, term) in terms.Index())
        {
            filters[Name(number)] = PassageReader.Term(PassageFields.Lexicon, Key(language, term));
        }
        var body = new JsonObject
        {
            ["size"] = 0,
            ["track_total_hits"] = false,
            ["query"] = PassageReader.Term(PassageFields.Head, true),
            ["aggregations"] = new JsonObject { ["terms"] = new JsonObject { ["filters"] = new JsonObject { ["filters"] = filters } } },
        };
        var answer = await AskAsync(index, body, cancellationToken);
        if (_counts.Count > MaxKept) _counts.Clear();
        var buckets = answer.At("aggregations").At("terms").At("buckets");
        foreach (var (number, term) in terms.Index())
        {
            _counts[Key(language, term)] = ((int)buckets.At(Name(number)).At("doc_count"), time.GetTimestamp());
        }
    }

    private static JsonObject Suggest(string language, List<string> terms)
    {
        var suggest = new JsonObject();
        foreach (var (number, term) in terms.Index())
        {
            suggest[Name(number)] = new JsonObject
            {
                ["text"] = Key(language, term),
                ["term"] = new JsonObject
                {
                    ["field"] = PassageFields.Lexicon,
                    ["size"] = MaxSuggestions,
                    ["suggest_mode"] = "missing",
                    ["max_edits"] = 1,
                    // The language, a blank, and the first letter, which is rarely wrong.
                    ["prefix_length"] = language.Length + 2,
                    ["min_word_length"] = 4,
                    ["sort"] = "frequency",
                },
            };
        }
        return suggest;
    }

    private Task<JsonNode> AskAsync(string index, JsonObject body, CancellationToken cancellationToken) =>
        connection.SendAsync(HttpMethod.POST, $"/{index}/_search", body, options.Value.SearchTimeout, cancellationToken);

    private static string Name(int number) => "t" + number.ToString(CultureInfo.InvariantCulture);
}
