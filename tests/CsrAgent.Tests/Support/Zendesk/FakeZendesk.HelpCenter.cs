using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Zendesk;

/// <content>The help center: articles in pages of two, and the export of changes.</content>
public sealed partial class FakeZendesk
{
    private const int ArticlesPerPage = 2;

    private readonly List<JsonObject> _articles = [];

    /// <summary>A published article for everybody; <paramref name="change"/> makes it another one.</summary>
    public JsonObject AddArticle(long id, string locale, string title, string body, Action<JsonObject>? change = null)
    {
        var article = new JsonObject
        {
            ["id"] = id,
            ["locale"] = locale,
            ["title"] = title,
            ["body"] = body,
            ["html_url"] = $"https://example.zendesk.com/hc/{locale}/articles/{id}",
            ["section_id"] = 70,
            ["draft"] = false,
            ["user_segment_id"] = null,
            ["label_names"] = new JsonArray("account"),
            ["outdated"] = false,
        };
        change?.Invoke(article);
        lock (_lock)
        {
            article["updated_unix"] = ++_changes;
            _articles.Add(article);
        }
        return article;
    }

    /// <summary>Changes an article; null archives it, which the export of changes does not tell.</summary>
    public void ChangeArticle(JsonObject article, Action<JsonObject>? change)
    {
        lock (_lock)
        {
            if (change is null) _articles.Remove(article);
            else change(article);
            if (change is not null) article["updated_unix"] = ++_changes;
        }
    }

    private void MapHelpCenter()
    {
        _app.MapGet("/api/v2/help_center/{locale}/articles", Articles);
        _app.MapGet("/api/v2/help_center/incremental/articles", ChangedArticles);
    }

    private IResult Articles(HttpRequest request, string locale)
    {
        lock (_lock)
        {
            var cursor = request.Query["page[after]"].ToString();
            var from = cursor.Length > 0 ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
            var all = _articles.Where(article => (string?)article["locale"] == locale).ToList();
            var page = all.Skip(from).Take(ArticlesPerPage).ToList();
            var hasMore = from + page.Count < all.Count;
            return Json(
                new JsonObject
                {
                    ["articles"] = new JsonArray([.. page.Select(article => article.DeepClone())]),
                    ["sections"] = new JsonArray(new JsonObject { ["id"] = 70, ["name"] = "Accounts" }),
                    ["meta"] = new JsonObject
                    {
                        ["has_more"] = hasMore,
                        ["after_cursor"] = (from + page.Count).ToString(CultureInfo.InvariantCulture),
                    },
                }
            );
        }
    }

    // Its clock counts changes: what has changed since the last answer has a higher number.
    private IResult ChangedArticles(long start_time)
    {
        lock (_lock)
        {
            var since = start_time > _changes ? _seen : start_time;
            var changed = _articles.Where(article => (int)article["updated_unix"]! > since).ToList();
            _seen = _changes;
            return Json(
                new JsonObject
                {
                    ["articles"] = new JsonArray([.. changed.Select(article => article.DeepClone())]),
                    ["count"] = changed.Count,
                    ["end_time"] = start_time + changed.Count,
                }
            );
        }
    }

    private int _seen;
}
