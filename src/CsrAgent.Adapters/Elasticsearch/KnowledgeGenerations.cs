using System.Globalization;
using System.Text.Json.Nodes;
using CsrAgent.Knowledge.Ranking;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>
/// The indices of this installation: <c>name--000001</c>, <c>name--000002</c>, … and the alias <c>name</c>, which is the one in use. What
/// a builder left unfinished has no alias, and goes with the next generation.
/// </summary>
internal sealed class KnowledgeGenerations(
    ElasticsearchConnection connection,
    ILanguageLexicons lexicons,
    IOptions<ElasticsearchOptions> options
)
{
    private const string Separator = "--";

    private readonly TimeSpan _timeout = options.Value.Timeout;

    public string Alias => options.Value.Index;

    private string Pattern => $"{Alias}{Separator}*";

    /// <summary>The index in use, or null before anything was indexed.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await connection.SendAsync(HttpMethod.GET, $"/_alias/{Alias}", null, _timeout, cancellationToken);
            return found.AsObject().Select(index => index.Key).Order(StringComparer.Ordinal).LastOrDefault();
        }
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            return null;
        }
    }

    /// <summary>The index in use; made where there is none.</summary>
    public async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } current) return current;
        var first = await CreateAsync(cancellationToken);
        await connection.SendAsync(
            HttpMethod.POST,
            "/_aliases",
            new JsonObject { ["actions"] = new JsonArray(Action("add", first)) },
            _timeout,
            cancellationToken
        );
        return first;
    }

    /// <summary>A new index, which nobody searches yet.</summary>
    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var template = KnowledgeMapping.Template(options.Value, Pattern, KnowledgeMapping.RevisionOf(lexicons));
        await connection.SendAsync(HttpMethod.PUT, $"/_index_template/{Alias}", template, _timeout, cancellationToken);
        var last = (await ListAsync(cancellationToken)).Select(NumberOf).DefaultIfEmpty(0).Max();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Alias}{Separator}{last + 1:000000}");
        await connection.SendAsync(HttpMethod.PUT, $"/{name}", new JsonObject(), _timeout, cancellationToken);
        return name;
    }

    /// <summary>Makes the new index the one in use, in one step, unless another process has done so meanwhile.</summary>
    public async Task SwitchAsync(string from, string to, CancellationToken cancellationToken)
    {
        var leave = Action("remove", from);
        leave["remove"]!["must_exist"] = true;
        var body = new JsonObject { ["actions"] = new JsonArray(leave, Action("add", to)) };
        await connection.SendAsync(HttpMethod.POST, "/_aliases", body, _timeout, cancellationToken);
    }

    /// <summary>Deletes all others. The one before it may stay, for searches that have just begun.</summary>
    public async Task KeepOnlyAsync(IReadOnlyCollection<string> kept, CancellationToken cancellationToken)
    {
        foreach (var index in await ListAsync(cancellationToken))
        {
            if (!kept.Contains(index)) await DeleteAsync(index, cancellationToken);
        }
    }

    /// <summary>Deletes everything of this installation, its template too.</summary>
    internal async Task RemoveAllAsync(CancellationToken cancellationToken)
    {
        await KeepOnlyAsync([], cancellationToken);
        try
        {
            await connection.SendAsync(HttpMethod.DELETE, $"/_index_template/{Alias}", null, _timeout, cancellationToken);
        }
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            // Nothing was ever indexed.
        }
    }

    public async Task DeleteAsync(string index, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(HttpMethod.DELETE, $"/{index}", null, _timeout, cancellationToken);
        }
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            // Another process was first.
        }
    }

    /// <summary>Shows to searches what was written.</summary>
    public Task RefreshAsync(string index, CancellationToken cancellationToken) =>
        connection.SendAsync(HttpMethod.POST, $"/{index}/_refresh", null, _timeout, cancellationToken);

    /// <summary>The mapping of the index in use, with its name; null before anything was indexed.</summary>
    public async Task<(string Index, JsonObject Mapping)?> ReadMappingAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var found = await connection.SendAsync(HttpMethod.GET, $"/{Alias}/_mapping", null, timeout, cancellationToken);
            foreach (var (index, about) in found.AsObject()) return (index, about!["mappings"]!.AsObject());
            return null;
        }
        catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Missing)
        {
            return null;
        }
    }

    /// <summary>Adds the field for a model's vectors, where it is not there yet.</summary>
    public Task AddVectorsAsync(string index, string field, int width, CancellationToken cancellationToken) =>
        connection.SendAsync(
            HttpMethod.PUT,
            $"/{index}/_mapping",
            KnowledgeMapping.Vectors(field, width),
            _timeout,
            cancellationToken
        );

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var found = await connection.SendAsync(HttpMethod.GET, $"/{Pattern}/_alias", null, _timeout, cancellationToken);
        return [.. found.AsObject().Select(index => index.Key).Where(index => NumberOf(index) > 0)];
    }

    private JsonObject Action(string name, string index) => new() { [name] = new JsonObject { ["index"] = index, ["alias"] = Alias } };

    private int NumberOf(string index) =>
        index.StartsWith(Alias + Separator, StringComparison.Ordinal)
        && int.TryParse(index.AsSpan(Alias.Length + Separator.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
