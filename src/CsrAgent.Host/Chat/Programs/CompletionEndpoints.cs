using System.Text.Json.Serialization;
using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>
/// <c>/v1/chat/completions</c> as OpenAI has it, for programs that know no other. The last message of role user is the question;
/// <c>user</c> is the customer; prompts, tools and sampling of the program have no effect.
/// </summary>
internal static class CompletionEndpoints
{
    private const string Completion = "chat.completion";

    public static WebApplication MapCompletions(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ProgramOptions>>().Value.OpenAiApi) return app;
        var v1 = app.MapGroup("/v1").ExcludeFromDescription().WithMetadata(CompletionErrors.Shape).AddEndpointFilter(OnlyWithKeyAsync);
        v1.MapPost("chat/completions", CompleteAsync);
        v1.MapGet("models", (IOptions<AnsweringOptions> options) => TypedResults.Ok(new ModelList("list", [ModelOf(options.Value)])));
        v1.MapGet(
            "models/{id}",
            (string id, HttpContext context, IOptions<AnsweringOptions> options) =>
                id == CompletionRequest.Model
                    ? TypedResults.Ok(ModelOf(options.Value))
                    : CompletionErrors.Of(context, NoSuchModel)
        );
        v1.Map("{**path}", (HttpContext context) => CompletionErrors.Of(context, NoSuchCall));
        return app;
    }

    private static MessageRefusal NoSuchModel { get; } =
        new(404, "model_not_found", $"There is no such model; {CompletionRequest.Model} is one.");

    private static MessageRefusal NoSuchCall { get; } =
        new(404, "unknown_url", "There is no such call; this server has POST /v1/chat/completions and GET /v1/models.");

    private static ModelBody ModelOf(AnsweringOptions options) => new(CompletionRequest.Model, "model", 0, options.CompanyName);

    private static async ValueTask<object?> OnlyWithKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.RequestServices.GetRequiredService<ApiKeys>().AcceptsBearer(http.Request)
            ? await next(context)
            : CompletionErrors.Of(
                http,
                new(
                    401,
                    "invalid_api_key",
                    "Send Authorization: Bearer with an admin key (API_KEY); a customer's browser must not have it."
                )
            );
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext context,
        ProgramQuestions questions,
        IOptions<ChatOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(context.Request, cancellationToken);
        if (problem is not null) return CompletionErrors.OfProblem(context, problem);
        var request = CompletionRequest.Read(fields);
        var key = context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } given] ? given : null;
        IResult? answer = null;
        var refusal = await questions.AskAsync(
            new(request.Text, request.User, request.SessionId, request.FirstWords, key, request.Stream),
            async wait =>
                answer = request.Stream
                    ? await CompletionStream.SendAsync(context, wait, request, options.Value.StreamTimeout, time, cancellationToken)
                    : await WholeAsync(context, wait, options.Value.Timeout, cancellationToken),
            cancellationToken
        );
        return refusal is null ? answer! : CompletionErrors.Of(context, refusal);
    }

    private static async Task<IResult> WholeAsync(
        HttpContext context,
        ReplyWait wait,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        switch (await wait.EndAsync(timeout, cancellationToken))
        {
            case ReplyEvent.TurnEnded { Reply: var reply }:
                var body = new CompletionBody(
                    IdOf(reply),
                    Completion,
                    reply.At.ToUnixTimeSeconds(),
                    CompletionRequest.Model,
                    [new(0, new("assistant", reply.Text), "stop")],
                    UsageOf(reply),
                    reply.ToBody(wait.Marks)
                );
                return TypedResults.Json(body, ChatJson.Wire.CompletionBody);
            case ReplyEvent.Erased:
                return CompletionErrors.Of(context, new(410, StreamError.Erased.Code, StreamError.Erased.Detail));
            default:
                return CompletionErrors.Of(context, TakesLong(wait.Message.ConversationId));
        }
    }

    /// <summary>Asked again, it would be a second question.</summary>
    public static MessageRefusal TakesLong(ConversationId id) =>
        new(504, "turn_takes_long", $"The answer takes longer than CHAT_TIMEOUT; it will be in the history of the session {id.Value}.");

    public static string IdOf(TurnReply reply) => $"chatcmpl-{reply.TurnId.Value}";

    public static CompletionUsage UsageOf(TurnReply reply) => new(reply.Tokens.Input, reply.Tokens.Output, reply.Tokens.Total);
}

/// <summary>The shapes of OpenAI's chat completions; <see cref="Agent"/> is ours, and clients that do not know it pass over it.</summary>
internal sealed record CompletionBody(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<CompletionChoice> Choices,
    CompletionUsage Usage,
    [property: JsonPropertyName("csr_agent")] ChatResponse Agent
);

internal sealed record CompletionChoice(int Index, CompletionMessage Message, string FinishReason);

internal sealed record CompletionMessage(string Role, string Content);

internal sealed record CompletionUsage(long PromptTokens, long CompletionTokens, long TotalTokens);

internal sealed record CompletionChunk(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<CompletionChunkChoice> Choices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CompletionUsage? Usage = null,
    [property: JsonPropertyName("csr_agent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChatResponse? Agent = null
);

internal sealed record CompletionChunkChoice(int Index, CompletionDelta Delta, string? FinishReason);

internal sealed record CompletionDelta(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content = null
);

internal sealed record CompletionErrorBody(CompletionError Error);

/// <param name="Param">The field at fault, or null.</param>
internal sealed record CompletionError(string Message, string Type, string? Param, string Code);

internal sealed record ModelList(string Object, IReadOnlyList<ModelBody> Data);

internal sealed record ModelBody(string Id, string Object, long Created, string OwnedBy);
