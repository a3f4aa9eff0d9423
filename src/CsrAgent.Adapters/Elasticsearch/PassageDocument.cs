using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Elasticsearch.Search;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>A passage as Elasticsearch keeps it.</summary>
/// <param name="Id">Of the document: the article's hash and the passage's number, since an article's id may be longer than allowed.</param>
internal sealed record PassageDocument(string Id, JsonObject Source)
{
    /// <summary>Whether it is the article's first, which is written last: an article is indexed once its head is.</summary>
    public bool IsHead => (bool?)Source[PassageFields.Head] == true;

    /// <summary>Tells an article's passages in this wording from those in an earlier one.</summary>
    public string Version => Source.At(PassageFields.Version).GetValue<string>();

    public static List<PassageDocument> Of(KnowledgeArticle article, DateTimeOffset syncedAt, ILanguageLexicons lexicons)
    {
        var analyzer = lexicons.Of(article.Language).Analyzer;
        var (hash, id) = (ArticleHash.Of(article), IdOf(article.Id));
        var documents = new List<PassageDocument>();
        var lexicon = new HashSet<string>(StringComparer.Ordinal);
        foreach (var passage in PassageSplitter.Split(article))
        {
            var hit = new PassageHit(passage, article.Title, article.Url, article.Language, 0)
            {
                Tags = article.Tags,
                Entity = article.Entity,
            };
            var terms = PassageTerms.Of(hit, analyzer);
            lexicon.UnionWith(terms.Terms);
            documents.Add(new($"{id}-{passage.Index.ToString(CultureInfo.InvariantCulture)}", Write(hit, hash, article.Source, terms)));
        }
        foreach (var document in documents) document.Source[PassageFields.Version] = $"{id}-{hash[..16]}";
        var head = documents[0].Source;
        head[PassageFields.Head] = true;
        head[PassageFields.Synced] = syncedAt.ToString("O", CultureInfo.InvariantCulture);
        head[PassageFields.Whole] = JsonSerializer.Serialize(article);
        head[PassageFields.Lexicon] = new JsonArray([.. lexicon.Select(term => (JsonNode)TermStatistics.Key(article.Language, term))]);
        return documents;
    }

    public static PassageHit Read(JsonNode source)
    {
        var language = Text(source, PassageFields.Language) ?? "en";
        string? Searched(SearchedField field) => Text(source, KnowledgeMapping.FieldOf(field, language));
        var passage = new Passage(
            Text(source, PassageFields.Article) ?? throw new JsonException("A passage in the index belongs to no article."),
            (int?)source[PassageFields.Index] ?? 0,
            Searched(SearchedField.Heading),
            Searched(SearchedField.Body) ?? ""
        );
        return new PassageHit(passage, Searched(SearchedField.Title) ?? "", Text(source, PassageFields.Url), language, 0)
        {
            Entity = Text(source, PassageFields.Entity),
            Tags = source[KnowledgeMapping.FieldOf(SearchedField.Tags, language)] is JsonArray tags
                ? [.. tags.Select(tag => (string?)tag).OfType<string>()]
                : [],
        };
    }

    /// <summary>The whole article of a head.</summary>
    public static KnowledgeArticle ReadArticle(JsonNode source) =>
        JsonSerializer.Deserialize<KnowledgeArticle>(Text(source, PassageFields.Whole) ?? "null")
        ?? throw new JsonException("An article in the index is empty.");

    public static IndexedArticle ReadEntry(JsonNode source)
    {
        var hit = Read(source);
        return new IndexedArticle(
            hit.ArticleId,
            hit.Title,
            Text(source, PassageFields.Hash) ?? "",
            Text(source, PassageFields.Source) ?? KnowledgeArticle.ApiSource,
            DateTimeOffset.Parse(Text(source, PassageFields.Synced) ?? "", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The vector of a passage by that model, or null.</summary>
    public static float[]? ReadVector(JsonNode source, string model)
    {
        if (Text(source, PassageFields.Half + model) is not { } text) return null;
        var halves = MemoryMarshal.Cast<byte, Half>(Convert.FromBase64String(text));
        var vector = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, vector);
        return vector;
    }

    /// <summary>Gives a passage its vector, for both candidates and scorer; null where the model has none to give.</summary>
    public static void AddVector(JsonObject source, string model, float[]? vector)
    {
        source[PassageFields.Embedded] = model;
        if (vector is null) return;
        var halves = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(vector, halves);
        source[PassageFields.Half + model] = Convert.ToBase64String(MemoryMarshal.AsBytes<Half>(halves));
        source[PassageFields.Vector + model] = new JsonArray([.. vector.Select(number => (JsonNode)number)]);
    }

    private static string IdOf(string article) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(article)).AsSpan(0, 16));

    /// <summary>What Elasticsearch compares is not kept with a document: it is made again of what is.</summary>
    public static void RestoreVectors(JsonObject source)
    {
        foreach (var name in source.Select(field => field.Key).Where(IsHalf).ToList())
        {
            var model = name[PassageFields.Half.Length..];
            if (ReadVector(source, model) is { } vector) source[PassageFields.Vector + model] = Numbers(vector);
        }
    }

    /// <summary>Those of another model, which nobody asks with any more.</summary>
    public static void RemoveVectors(JsonObject source)
    {
        foreach (var name in source.Select(field => field.Key).Where(IsHalf).ToList()) source.Remove(name);
    }

    private static bool IsHalf(string field) => field.StartsWith(PassageFields.Half, StringComparison.Ordinal);

    private static JsonArray Numbers(float[] vector) => new([.. vector.Select(number => (JsonNode)number)]);

    private static JsonObject Write(PassageHit hit, string hash, string from, PassageTerms terms)
    {
        var source = new JsonObject
        {
            [PassageFields.Article] = hit.ArticleId,
            [PassageFields.Index] = hit.Passage.Index,
            [PassageFields.Source] = from,
            [PassageFields.Language] = hit.Language,
            [PassageFields.Hash] = hash,
            [PassageFields.Head] = false,
            [KnowledgeMapping.FieldOf(SearchedField.Title, hit.Language)] = hit.Title,
            [KnowledgeMapping.FieldOf(SearchedField.Body, hit.Language)] = hit.Passage.Text,
        };
        if (hit.Url is { } url) source[PassageFields.Url] = url;
        if (hit.Entity is { } entity) source[PassageFields.Entity] = entity;
        if (hit.Passage.Heading is { } heading) source[KnowledgeMapping.FieldOf(SearchedField.Heading, hit.Language)] = heading;
        if (hit.Tags.Count > 0)
        {
            source[KnowledgeMapping.FieldOf(SearchedField.Tags, hit.Language)] = new JsonArray([.. hit.Tags.Select(tag => (JsonNode)tag)]);
        }
        foreach (var (number, field) in SearchedField.All.Index())
        {
            if (terms.LengthOf(number) > 0) source[KnowledgeMapping.LengthOf(field)] = terms.LengthOf(number);
        }
        return source;
    }

    private static string? Text(JsonNode source, string field) =>
        source[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
