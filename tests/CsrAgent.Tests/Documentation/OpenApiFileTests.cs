using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Host;

namespace CsrAgent.Tests.Documentation;

/// <summary>
/// docs/openapi.json is what the server says of its API: a change of the API shows in the diff of a commit, and is reviewed as one.
/// </summary>
[Collection(nameof(GroundedServer))]
public sealed class OpenApiFileTests(GroundedServer server)
{
    private const string Page = "docs/openapi.json";
    private const string Refresh = "OPENAPI_WRITE";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A session, customer or article of that name could be written and never read; admission has to refuse it.</summary>
    [Fact]
    public async Task Paths_OneThatHidesAnId_IsKnown()
    {
        var routes = JsonNode
            .Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, Page), Token))!["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => (Method: method.Key, Parts: path.Key.Split('/'))))
            .ToList();

        var hiding = routes.Where(one => routes.Exists(other => one.Method == other.Method && Hides(one.Parts, other.Parts)));

        string[] known = ["/api/v1/chat/articles", "/api/v1/chat/config", "/api/v1/chat/sessions"];
        Assert.Equal(known, hiding.Select(route => string.Join('/', route.Parts)));
    }

    private static bool Hides(string[] one, string[] other) =>
        one.Length == other.Length
        && !one.SequenceEqual(other)
        && one.Zip(other).All(parts => parts.First == parts.Second || parts.Second.StartsWith('{'));

    [Fact]
    public async Task OpenApiFile_IsWhatTheServerServes()
    {
        var served = Normalized((await server.Customer.GetAsync("/api/v1/openapi.json")).Is(200).Body);
        var file = Path.Combine(Repository.Root, Page);
        if (Environment.GetEnvironmentVariable(Refresh) == "1") await File.WriteAllTextAsync(file, served, Token);
        var pinned = await File.ReadAllTextAsync(file, Token);

        Assert.True(
            served == pinned,
            $"""
            The API is not the one in {Page}. If the change is meant, write the file again and review its diff:
              {Refresh}=1 ./test --filter-class '*OpenApiFileTests*'
            {FirstDifference(pinned, served)}
            """
        );
    }

    /// <summary>With any address for that of this server, and in the order of names wherever order means nothing.</summary>
    private static string Normalized(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/" });
        return Sorted(document)!.ToJsonString(Format) + "\n";
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject value => new JsonObject(
                value
                    .OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };

    private static string FirstDifference(string file, string served)
    {
        var (before, after) = (file.Split('\n'), served.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1}: {before.ElementAtOrDefault(line)?.Trim()} in the file, {after.ElementAtOrDefault(line)?.Trim()} served.";
    }
}
