using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;

namespace CsrAgent.Host.Http;

/// <summary>Maps the domain's records to the API records that several endpoints share.</summary>
internal static class BodyMapping
{
    public static MessageBody ToBody(this Message message, AiMarks marks)
    {
        var mark = marks.Of(message);
        return new()
        {
            Id = message.Id,
            MessageId = message.MessageKey,
            Role = message.Role.ToWireName(),
            Text = message.Text,
            At = message.At,
            AiGenerated = mark is not null,
            Ai = AiMarkBody.From(mark),
            TurnId = message.TurnId?.Value,
            Sentiment = message.Sentiment?.ToWireName(),
            Author = message.Author,
            KbArticles = message.Articles.Count == 0 ? null : message.Articles.ToBodies(),
            Citations = message.Citations.Count == 0 ? null : message.Citations.ToBodies(),
        };
    }

    public static EscalationBody ToBody(this EscalationTicket ticket) =>
        new(ticket.Id, ticket.Reason.ToWireName(), ticket.Team, ticket.Priority.ToWireName());

    public static List<ArticleBody> ToBodies(this IReadOnlyList<ArticleReference> articles) =>
        [.. articles.Select(a => new ArticleBody(a.Id, a.Title, a.Url, Math.Round(a.RelevanceScore, 3)))];

    public static List<CitationBody> ToBodies(this IReadOnlyList<Citation> citations) =>
        [.. citations.Select(c => new CitationBody(c.ArticleId, c.Quote))];
}
