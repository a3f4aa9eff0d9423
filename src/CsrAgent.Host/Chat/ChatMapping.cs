using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat;

/// <summary>Maps the domain's records to the API's.</summary>
internal static class ChatMapping
{
    public static ChatResponse ToBody(this TurnReply reply, AiMarks marks)
    {
        var mark = marks.Of(reply);
        return new()
        {
            SessionId = reply.ConversationId.Value,
            TurnId = reply.TurnId.Value,
            Message = reply.Text,
            AiGenerated = mark is not null,
            Ai = AiMarkBody.From(mark),
            AiDisclosure = reply.Disclosure,
            Sentiment = reply.Mood.Sentiment.ToWireName(),
            SentimentScore = Math.Round(reply.Mood.Score, 3),
            Emotion = reply.Mood.Emotion.ToWireName(),
            Language = reply.Language,
            Confidence = Math.Round(reply.Confidence, 3),
            ShouldEscalate = reply.ShouldEscalate,
            Status = reply.Status.ToWireName(),
            Escalation = reply.Escalation?.ToBody(),
            KbArticles = reply.Articles.ToBodies(),
            Citations = reply.Citations.ToBodies(),
            TokensUsed = new(reply.Tokens.Input, reply.Tokens.Output, reply.Tokens.Total),
            ProcessingTimeMs = (long)reply.ProcessingTime.TotalMilliseconds,
            Degraded = reply.Degraded,
            Cached = reply.Cached,
        };
    }

    public static HistoryBody ToBody(this ConversationPage page, AiMarks marks, EscalationTicket? settled) =>
        new()
        {
            SessionId = page.Conversation.Id.Value,
            UserId = page.Conversation.UserId,
            Channel = page.Conversation.Channel,
            Status = page.Conversation.Status.ToWireName(),
            CreatedAt = page.Conversation.CreatedAt,
            UpdatedAt = page.Conversation.UpdatedAt,
            Escalation = page.Conversation.Escalation?.ToBody(),
            PersonRating = PersonRatingBody.From(settled),
            Messages = [.. page.Messages.Select(message => message.ToBody(marks))],
            Next = page.Next,
        };
}
