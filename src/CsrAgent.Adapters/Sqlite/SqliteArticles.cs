using System.Text.Json;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite;

/// <summary>
/// Reads the articles of a message, which each turn does for each message of its history: the serializer's own reader takes three times as
/// long and as much memory for it. Unknown properties are passed over, as the serializer does.
/// </summary>
internal static class SqliteArticles
{
    public static List<ArticleReference> Read(ReadOnlySpan<byte> json)
    {
        var articles = new List<ArticleReference>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) articles.Add(ReadArticle(ref reader));
        }

        return articles;
    }

    private static ArticleReference ReadArticle(ref Utf8JsonReader reader)
    {
        var (id, title, url, relevance) = ("", "", (string?)null, 0.0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Id"u8)) id = ReadText(ref reader) ?? "";
            else if (reader.ValueTextEquals("Title"u8)) title = ReadText(ref reader) ?? "";
            else if (reader.ValueTextEquals("Url"u8)) url = ReadText(ref reader);
            else if (reader.ValueTextEquals("RelevanceScore"u8)) relevance = ReadNumber(ref reader);
            else reader.Skip();
        }

        return new(id, title, url, relevance);
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static double ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetDouble();
    }
}
