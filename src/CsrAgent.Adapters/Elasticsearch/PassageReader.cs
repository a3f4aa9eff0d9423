using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>
/// Reads documents page by page, each page after the last document of the one before: memory stays the same for any number.
/// </summary>
internal sealed class PassageReader(ElasticsearchConnection connection, IOptions<ElasticsearchOptions> options)
{
    private const int Page = 500;

    // Whole passages have vectors with them.
    private const int SmallPage = 200;
    private const int MaxIds = 500;

    private static readonly string[] Heavy = [PassageFields.Whole, PassageFields.Lexicon, PassageFields.Half + "*"];

    private readonly TimeSpan _timeout = options.Value.Timeout;

    /// <summary>The heads of all articles, without what is only kept in them.</summary>
    public IAsyncEnumerable<PassageDocument> HeadsAsync(string index, CancellationToken cancellationToken) =>
        PagesAsync(index, Term(PassageFields.Head, true), Page, isWhole: false, cancellationToken);

    /// <summary>All passages as they are kept, article by article.</summary>
    public IAsyncEnumerable<PassageDocument> AllAsync(string index, CancellationToken cancellationToken) =>
        PagesAsync(index, AnyPassage(), SmallPage, isWhole: true, cancellationToken);

    /// <summary>All passages, article by article, without what is only kept in them.</summary>
    public IAsyncEnumerable<PassageDocument> TextsAsync(string index, CancellationToken cancellationToken) =>
        PagesAsync(index, AnyPassage(), Page, isWhole: false, cancellationToken);

    /// <summary>The heads of these articles, as far as they are indexed.</summary>
    public async Task<IReadOnlyList<PassageDocument>> FindAsync(
        string index,
        IReadOnlyCollection<string> articles,
        CancellationToken cancellationToken
    )
    {
        var found = new List<PassageDocument>();
        foreach (var some in articles.Distinct().Chunk(MaxIds))
        {
            var body = Body(HeadsOf(some), some.Length, isWhole: false);
            found.AddRange(Hits(await SearchAsync(index, body, cancellationToken)));
        }
        return found;
    }

    /// <summary>The head of an article with all that is kept in it; null if it is not indexed.</summary>
    public async Task<PassageDocument?> ReadAsync(string index, string article, CancellationToken cancellationToken)
    {
        var body = Body(HeadsOf([article]), 1, isWhole: true);
        body["_source"] = new JsonObject { ["includes"] = new JsonArray(PassageFields.Whole) };
        return Hits(await SearchAsync(index, body, cancellationToken)).FirstOrDefault();
    }

    public Task<JsonNode> SearchAsync(string index, JsonObject body, CancellationToken cancellationToken) =>
        connection.SendAsync(HttpMethod.POST, $"/{index}/_search", body, _timeout, cancellationToken);

    public static IEnumerable<PassageDocument> Hits(JsonNode answer) =>
        answer
            .At("hits")
            .At("hits")
            .AsArray()
            .Select(hit => new PassageDocument(hit.At("_id").GetValue<string>(), hit.At("_source").AsObject()));

    public static JsonObject Term(string field, JsonValue value) => new() { ["term"] = new JsonObject { [field] = value } };

    public static JsonObject Term(string field, bool value) => Term(field, JsonValue.Create(value));

    public static JsonObject Term(string field, string value) => Term(field, JsonValue.Create(value)!);

    public static JsonObject Terms(string field, IEnumerable<string> values) =>
        new() { ["terms"] = new JsonObject { [field] = new JsonArray([.. values.Select(value => (JsonNode)value)]) } };

    private static JsonObject HeadsOf(IEnumerable<string> articles) =>
        new()
        {
            ["bool"] = new JsonObject
            {
                ["filter"] = new JsonArray(Term(PassageFields.Head, true), Terms(PassageFields.Article, articles)),
            },
        };

    private static JsonObject AnyPassage() => new() { ["exists"] = new JsonObject { ["field"] = PassageFields.Article } };

    private async IAsyncEnumerable<PassageDocument> PagesAsync(
        string index,
        JsonObject query,
        int size,
        bool isWhole,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        JsonNode? after = null;
        while (true)
        {
            var body = Body(query.DeepClone(), size, isWhole);
            body["sort"] = new JsonArray(PassageFields.Article, PassageFields.Index);
            if (after is not null) body["search_after"] = after;
            var answer = await SearchAsync(index, body, cancellationToken);
            // A page with a part missing would end in articles that seem to be gone.
            if ((int?)answer["_shards"]?["failed"] > 0 || (bool?)answer["timed_out"] == true)
            {
                throw new ElasticsearchException(ElasticsearchFault.Away, "Elasticsearch could not read all of the index's shards.");
            }
            var hits = answer.At("hits").At("hits").AsArray();
            foreach (var hit in Hits(answer)) yield return hit;
            if (hits.Count < size) yield break;
            after = hits[^1].At("sort").DeepClone();
        }
    }

    private static JsonObject Body(JsonNode query, int size, bool isWhole)
    {
        var body = new JsonObject
        {
            ["size"] = size,
            ["query"] = query,
            ["track_total_hits"] = false,
        };
        if (!isWhole) body["_source"] = new JsonObject { ["excludes"] = new JsonArray([.. Heavy.Select(field => (JsonNode)field)]) };
        return body;
    }
}
