using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Admin;

/// <summary>Two articles of a running server that say the same, but for one figure. They are deleted at the end.</summary>
internal sealed class ContradictingArticles : IAsyncDisposable
{
    private const string Articles = $"{ChatClient.Admin}/knowledge-base/articles";

    private readonly ChatClient _admin;
    private readonly string _id = $"zorbing-{Guid.NewGuid():N}";

    private ContradictingArticles(ChatClient admin) => _admin = admin;

    public string First => $"{_id}-1";

    public string Second => $"{_id}-2";

    public static async Task<ContradictingArticles> AddAsync(ChatClient admin)
    {
        var pair = new ContradictingArticles(admin);
        await admin.PostAsync(Articles, new[] { Article(pair.First, 30), Article(pair.Second, 14) });
        return pair;
    }

    public bool IsOfBoth(JsonElement found) =>
        (found.GetProperty("first").Text("article_id"), found.GetProperty("second").Text("article_id")) == (First, Second);

    public async ValueTask DisposeAsync()
    {
        foreach (var id in (string[])[First, Second]) (await _admin.DeleteAsync($"{Articles}/{id}")).Is(204);
    }

    private static object Article(string id, int minutes) =>
        new
        {
            id,
            title = "Zorbing",
            body = "Zorbing means rolling downhill inside a transparent plastic orb, with a harness and a helmet on. "
                + $"A zorbing ball is ready within {minutes} minutes.",
        };
}
