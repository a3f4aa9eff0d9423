using System.Text.Json.Nodes;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>How an index is made: its settings, its fields, and the analyzer of each language.</summary>
internal static class KnowledgeMapping
{
    /// <summary>Raised when documents change: indices of another version are built again from the articles in them.</summary>
    private const string Revision = "1";

    private const string English = "csr_english";
    private const string OtherLanguage = "other";

    private static readonly Dictionary<string, string> Analyzers = new()
    {
        ["en"] = English,
        ["ar"] = "arabic",
        ["bg"] = "bulgarian",
        ["ca"] = "catalan",
        ["cs"] = "czech",
        ["da"] = "danish",
        ["de"] = "german",
        ["el"] = "greek",
        ["es"] = "spanish",
        ["eu"] = "basque",
        ["fa"] = "persian",
        ["fi"] = "finnish",
        ["fr"] = "french",
        ["ga"] = "irish",
        ["gl"] = "galician",
        ["hi"] = "hindi",
        ["hu"] = "hungarian",
        ["hy"] = "armenian",
        ["id"] = "indonesian",
        ["it"] = "italian",
        ["lv"] = "latvian",
        ["nl"] = "dutch",
        ["no"] = "norwegian",
        ["nb"] = "norwegian",
        ["nn"] = "norwegian",
        ["pt"] = "portuguese",
        ["ro"] = "romanian",
        ["ru"] = "russian",
        ["sv"] = "swedish",
        ["tr"] = "turkish",
        ["ja"] = "cjk",
        ["ko"] = "cjk",
        ["zh"] = "cjk",
        [OtherLanguage] = "standard",
    };

    /// <summary>A field of searched text, by language: <c>title_en</c>.</summary>
    public static string FieldOf(SearchedField field, string language) =>
        $"{field.Name}_{(Analyzers.ContainsKey(language) ? language : OtherLanguage)}";

    /// <summary>How many terms a searched field has.</summary>
    public static string LengthOf(SearchedField field) => $"{field.Name}_length";

    /// <summary>What an index says of itself in <c>_meta</c>; one that says something else is built again.</summary>
    public static string RevisionOf(ILanguageLexicons lexicons) => $"{Revision}/{lexicons.Revision}";

    /// <summary>The index template, for all indices of this installation.</summary>
    public static JsonObject Template(ElasticsearchOptions options, string pattern, string revision) =>
        new()
        {
            ["index_patterns"] = new JsonArray(pattern),
            ["priority"] = 500,
            ["template"] = new JsonObject { ["settings"] = Settings(options.Shards), ["mappings"] = Mappings(revision) },
        };

    /// <summary>The field of a model's vectors, which is added once their width is known.</summary>
    public static JsonObject Vectors(string field, int width) =>
        new()
        {
            ["properties"] = new JsonObject
            {
                [field] = new JsonObject
                {
                    ["type"] = "dense_vector",
                    ["dims"] = width,
                    ["index"] = true,
                    // Half a passage's vector is its article's topic, so that it is shorter than 1.
                    ["similarity"] = "max_inner_product",
                    ["index_options"] = new JsonObject { ["type"] = "int8_hnsw" },
                },
            },
        };

    private static JsonObject Settings(int shards) =>
        new()
        {
            ["number_of_shards"] = shards,
            ["auto_expand_replicas"] = "0-1",
            // Searches see what is written when all of it is there.
            ["refresh_interval"] = "-1",
            ["analysis"] = new JsonObject
            {
                ["filter"] = new JsonObject
                {
                    ["csr_possessive"] = new JsonObject { ["type"] = "stemmer", ["language"] = "possessive_english" },
                    ["csr_synonyms"] = new JsonObject
                    {
                        ["type"] = "synonym",
                        ["lenient"] = true,
                        ["synonyms"] = new JsonArray([.. KnowledgeSynonyms.Pairs.Select(pair => (JsonNode)pair)]),
                    },
                },
                ["analyzer"] = new JsonObject
                {
                    [English] = new JsonObject
                    {
                        ["type"] = "custom",
                        ["tokenizer"] = "standard",
                        ["filter"] = new JsonArray("csr_possessive", "lowercase", "asciifolding", "csr_synonyms", "stop", "porter_stem"),
                    },
                },
            },
        };

    private static JsonObject Mappings(string revision)
    {
        var properties = new JsonObject
        {
            [PassageFields.Article] = new JsonObject { ["type"] = "keyword" },
            [PassageFields.Index] = new JsonObject { ["type"] = "integer" },
            [PassageFields.Source] = new JsonObject { ["type"] = "keyword" },
            [PassageFields.Language] = new JsonObject { ["type"] = "keyword" },
            [PassageFields.Hash] = new JsonObject { ["type"] = "keyword" },
            [PassageFields.Version] = new JsonObject { ["type"] = "keyword" },
            [PassageFields.Synced] = new JsonObject { ["type"] = "date" },
            [PassageFields.Head] = new JsonObject { ["type"] = "boolean" },
            [PassageFields.Embedded] = new JsonObject { ["type"] = "keyword" },
            [PassageFields.Entity] = new JsonObject { ["type"] = "text", ["analyzer"] = "standard" },
            // Whole terms: no analyzer touches them, and near ones can be suggested.
            [PassageFields.Lexicon] = new JsonObject
            {
                ["type"] = "text",
                ["analyzer"] = "keyword",
                ["index_options"] = "docs",
                ["norms"] = false,
            },
        };
        foreach (var field in SearchedField.All)
        {
            properties[LengthOf(field)] = new JsonObject { ["type"] = "integer" };
            foreach (var (language, analyzer) in Analyzers)
            {
                properties[FieldOf(field, language)] = new JsonObject { ["type"] = "text", ["analyzer"] = analyzer };
            }
        }
        return new JsonObject
        {
            // What is not listed is kept and not searched: the article's body, a vector's compact form.
            ["dynamic"] = false,
            ["_meta"] = new JsonObject { ["revision"] = revision },
            ["_source"] = new JsonObject { ["excludes"] = new JsonArray(PassageFields.Vector + "*") },
            ["properties"] = properties,
        };
    }
}
