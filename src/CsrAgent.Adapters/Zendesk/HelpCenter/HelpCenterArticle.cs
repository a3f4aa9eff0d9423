using System.Text.Json;
using CsrAgent.Adapters.Zendesk.Api;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

/// <summary>An article in one locale.</summary>
/// <param name="Body">HTML.</param>
/// <param name="IsOpen">Published, and for everybody: what is for signed-in people or for staff must not be quoted to others.</param>
internal sealed record HelpCenterArticle(long Id, string Locale, string Title, string Body, bool IsOpen)
{
    public string? Url { get; init; }

    public long? SectionId { get; init; }

    /// <summary>Its name, or null.</summary>
    public string? Section { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Null if it lacks what identifies it.</summary>
    public static HelpCenterArticle? Read(JsonElement article) =>
        article.Id("id") is not { } id || article.Text("locale") is not { } locale
            ? null
            : new(
                id,
                locale,
                article.Text("title") ?? article.Text("name") ?? "",
                article.Text("body") ?? "",
                // What does not say that it is published counts as a draft.
                article.Flag("draft") is false && article.Find("user_segment_id") is null && !article.Items("user_segment_ids").Any()
            )
            {
                Url = article.Text("html_url"),
                SectionId = article.Id("section_id"),
                Labels = [.. article.Items("label_names").Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!)],
            };
}
