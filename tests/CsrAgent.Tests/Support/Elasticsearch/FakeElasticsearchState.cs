using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>Templates, indices and aliases, and what each request does to them.</summary>
internal sealed class FakeElasticsearchState
{
    private readonly Dictionary<string, JsonObject> _templates = [];
    private readonly HashSet<(string Alias, string Index)> _aliases = [];

    public Dictionary<string, FakeIndex> Indices { get; } = [];

    public static JsonObject Error(int status, string type) =>
        new() { ["error"] = new JsonObject { ["type"] = type, ["reason"] = "as asked" }, ["status"] = status };

    /// <summary>The indices that a name, an alias or a pattern stands for.</summary>
    public List<FakeIndex> Resolve(string name)
    {
        if (name.Contains('*')) return [.. Indices.Values.Where(index => Matches(name, index.Name))];
        return [.. Indices.Values.Where(index => index.Name == name || _aliases.Contains((name, index.Name)))];
    }

    public (int Status, JsonNode Answer) Apply(string method, string path, string body)
    {
        var parts = path[1..].Split('/');
        return (method, parts) switch
        {
            ("GET", ["_alias", var alias]) => ListAlias(alias),
            ("POST", ["_aliases"]) => ChangeAliases(Parse(body)),
            ("PUT", ["_index_template", var name]) => PutTemplate(name, Parse(body)),
            ("PUT", [var name]) => Create(name),
            ("DELETE", [var name]) => Delete(name),
            ("GET", [var pattern, "_alias"]) => (200, AliasesOf(Resolve(pattern))),
            _ when Resolve(parts[0]) is [var index] => Apply(method, parts, index, body),
            _ => (404, Error(404, "index_not_found_exception")),
        };
    }

    private static (int, JsonNode) Apply(string method, string[] parts, FakeIndex index, string body) =>
        (method, parts) switch
        {
            ("POST", [_, "_refresh"]) => Refresh(index),
            ("GET", [_, "_mapping"]) => (200, MappingOf(index)),
            ("PUT", [_, "_mapping"]) => PutMapping(index, Parse(body)),
            ("POST", [_, "_bulk"]) => (200, Bulk(index, body)),
            ("POST", [_, "_search"]) => (200, FakeSearch.Answer(Parse(body), index)),
            ("POST", [_, "_delete_by_query"]) => (200, DeleteByQuery(index, Parse(body))),
            ("GET", [_, "_doc", var id]) => Get(index, id),
            ("PUT", [_, "_doc", var id]) => Put(index, id, Parse(body)),
            _ => (404, Error(404, "unknown")),
        };

    private (int, JsonNode) ListAlias(string alias)
    {
        var found = Indices.Values.Where(index => _aliases.Contains((alias, index.Name))).ToList();
        // Not an object, but a sentence: so does Elasticsearch.
        return found.Count > 0
            ? (200, AliasesOf(found))
            : (404, new JsonObject { ["error"] = $"alias [{alias}] missing", ["status"] = 404 });
    }

    private (int, JsonNode) ChangeAliases(JsonObject body)
    {
        foreach (var action in body["actions"]!.AsArray())
        {
            var (kind, about) = action!.AsObject().Single();
            var pair = ((string)about!["alias"]!, (string)about["index"]!);
            if (!Indices.ContainsKey(pair.Item2)) return (404, Error(404, "index_not_found_exception"));
            if (kind == "remove" && (bool?)about["must_exist"] == true && !_aliases.Contains(pair))
            {
                return (404, Error(404, "aliases_not_found_exception"));
            }
        }
        foreach (var action in body["actions"]!.AsArray())
        {
            var (kind, about) = action!.AsObject().Single();
            var pair = ((string)about!["alias"]!, (string)about["index"]!);
            if (kind == "add") _aliases.Add(pair);
            else _aliases.Remove(pair);
        }
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private (int, JsonNode) PutTemplate(string name, JsonObject body)
    {
        _templates[name] = body;
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private (int, JsonNode) Create(string name)
    {
        if (Indices.ContainsKey(name)) return (400, Error(400, "resource_already_exists_exception"));
        var template = _templates.Values.FirstOrDefault(each => Matches((string)each["index_patterns"]![0]!, name));
        var mapping = template?["template"]!["mappings"]!.DeepClone().AsObject() ?? new JsonObject { ["properties"] = new JsonObject() };
        Indices[name] = new FakeIndex(name, mapping);
        return (200, new JsonObject { ["acknowledged"] = true, ["index"] = name });
    }

    private (int, JsonNode) Delete(string name)
    {
        // By its own name only: action.destructive_requires_name.
        if (!Indices.Remove(name)) return (404, Error(404, "index_not_found_exception"));
        _aliases.RemoveWhere(pair => pair.Index == name);
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private JsonObject AliasesOf(IEnumerable<FakeIndex> indices)
    {
        var answer = new JsonObject();
        foreach (var index in indices)
        {
            var own = new JsonObject();
            foreach (var (alias, _) in _aliases.Where(pair => pair.Index == index.Name)) own[alias] = new JsonObject();
            answer[index.Name] = new JsonObject { ["aliases"] = own };
        }
        return answer;
    }

    private static JsonObject MappingOf(FakeIndex index) =>
        new() { [index.Name] = new JsonObject { ["mappings"] = index.Mapping.DeepClone() } };

    private static (int, JsonNode) Refresh(FakeIndex index)
    {
        index.Refresh();
        return (200, new JsonObject { ["_shards"] = new JsonObject { ["total"] = 1, ["successful"] = 1, ["failed"] = 0 } });
    }

    private static (int, JsonNode) PutMapping(FakeIndex index, JsonObject body)
    {
        var properties = index.Mapping["properties"]!.AsObject();
        foreach (var (name, field) in body["properties"]!.AsObject())
        {
            if (properties[name]?["dims"] is { } width && (int)width != (int?)field!["dims"])
            {
                throw new FormatException($"[{name}] has other dims");
            }
            properties[name] = field!.DeepClone();
        }
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private static JsonObject Bulk(FakeIndex index, string body)
    {
        var (items, errors) = (new JsonArray(), false);
        foreach (var pair in body.TrimEnd('\n').Split('\n').Chunk(2))
        {
            var action = Parse(pair[0])["index"]!;
            var id = (string)action["_id"]!;
            var isWritten = index.Put(id, Parse(pair[1]), (long?)action["if_seq_no"]);
            errors |= !isWritten;
            var result = new JsonObject { ["_id"] = id, ["status"] = isWritten ? 200 : 409 };
            if (!isWritten) result["error"] = new JsonObject { ["type"] = "version_conflict_engine_exception" };
            items.Add(new JsonObject { ["index"] = result });
        }
        return new JsonObject { ["errors"] = errors, ["items"] = items };
    }

    private static JsonObject DeleteByQuery(FakeIndex index, JsonObject body)
    {
        var view = index.Visible;
        var found = view.Documents.Where(document => FakeQuery.Score(body["query"]!, document, view) is not null).ToList();
        var deleted = found.Count(index.Delete);
        return new JsonObject
        {
            ["deleted"] = deleted,
            ["version_conflicts"] = found.Count - deleted,
            ["timed_out"] = false,
            ["failures"] = new JsonArray(),
        };
    }

    private static (int, JsonNode) Get(FakeIndex index, string id) =>
        index.Get(id) is { } document
            ? (200, new JsonObject { ["found"] = true, ["_source"] = document.Source.DeepClone() })
            : (404, new JsonObject { ["found"] = false });

    private static (int, JsonNode) Put(FakeIndex index, string id, JsonObject body)
    {
        index.Put(id, body, null);
        return (200, new JsonObject { ["result"] = "created" });
    }

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$");

    private static JsonObject Parse(string body) => JsonNode.Parse(body)!.AsObject();
}
