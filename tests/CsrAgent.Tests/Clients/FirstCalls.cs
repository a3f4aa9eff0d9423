// Not part of the tests' own build: it is compiled together with the client that NSwag generates from docs/openapi.json.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CsrAgent.Client;

namespace CsrAgent.Tests.Clients;

/// <summary>The README's first calls, as a C# developer makes them. Each line says what came back.</summary>
public static class FirstCalls
{
    private const string Session = "demo-csharp";

    public static async Task<IReadOnlyList<string>> RunAsync(HttpClient customer, HttpClient administrator, CancellationToken token)
    {
        var chat = new CsrAgentClient(customer);
        var admin = new CsrAgentClient(administrator);
        var question = new ChatRequest { Session_id = Session, User_id = "ann", Message = "I need help resetting my password" };

        var answer = await chat.SendMessageAsync(question, cancellationToken: token);
        await chat.RateAnswerAsync(Session, new FeedbackRequest { Turn_id = answer.Turn_id, Rating = FeedbackRating.Up }, token);
        var later = await AskAsync(chat, token);
        var history = await chat.ReadHistoryAsync(Session, cancellationToken: token);
        var empty = new ChatRequest { User_id = "ann", Message = "" };
        var problem = await FailAsync(() => chat.SendMessageAsync(empty, cancellationToken: token));
        var refused = await FailAsync(() => chat.ReadStatisticsAsync(cancellationToken: token));
        var synced = await admin.IndexKnowledgeAsync(token);
        await chat.EndConversationAsync(Session, token);
        var ended = await admin.ListConversationsAsync(ConversationStatus.Ended, user_id: "ann", cancellationToken: token);
        var ready = await chat.ReadReadinessAsync(token);

        return
        [
            $"{answer.Status} {answer.Sentiment} {answer.Kb_articles.First().Id} {answer.Confidence > 0.5} {answer.Escalation is null}",
            $"{answer.Ai!.At > DateTimeOffset.UnixEpoch} {answer.Tokens_used.Total_tokens}",
            later,
            string.Join(' ', history.Messages.Select(message => message.Role)),
            $"{history.Messages.First().Sentiment} {history.Messages.First().Ai is null} {history.Status}",
            $"{problem.StatusCode} {problem.Result.Code} {problem.Result.Field} {problem.Result.Trace_id is { Length: > 0 }}",
            $"{refused.StatusCode} {refused.Result.Code}",
            $"{synced.Unchanged > 60} {synced.Failed.Count}",
            $"{ended.Conversations.Any(conversation => conversation.Session_id == Session)}",
            $"{ready.Status} {ready.Checks.All(check => check.Ok)}",
        ];
    }

    /// <summary>Accepted at once, followed on the event stream, and read from its turn.</summary>
    private static async Task<string> AskAsync(CsrAgentClient chat, CancellationToken token)
    {
        using var stream = await chat.FollowConversationAsync(Session, token);
        var order = new ChatRequest { Session_id = Session, User_id = "ann", Message = "How do I track my order?" };
        var accepted = await Assert202Async(() => chat.SendMessageAsync(order, prefer: "respond-async", cancellationToken: token));
        await foreach (var item in SseParser.Create(stream.Stream).EnumerateAsync(token))
        {
            if (item.EventType != "message") continue;
            var message = JsonSerializer.Deserialize<MessageBody>(item.Data)!;
            if (message.Role == MessageRole.Agent) break;
        }

        var turn = await chat.ReadTurnAsync(accepted.Message_id, Session, token);
        return $"{accepted.Status} {turn.Kb_articles.Any()} {turn.Session_id}";
    }

    private static async Task<AcceptedBody> Assert202Async(Func<Task<ChatResponse>> call)
    {
        try
        {
            await call();
        }
        catch (ApiException<AcceptedBody> accepted)
        {
            return accepted.Result;
        }
        throw new InvalidOperationException("The message was not accepted for later.");
    }

    private static async Task<ApiException<ProblemDetails>> FailAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
        }
        catch (ApiException<ProblemDetails> problem)
        {
            return problem;
        }
        throw new InvalidOperationException("The call was not refused.");
    }
}
