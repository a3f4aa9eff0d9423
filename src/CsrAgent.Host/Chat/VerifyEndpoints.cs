using CsrAgent.Conversations.Marks;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat;

/// <summary>
/// <c>POST /api/v1/verify</c>: whether this server's agent generated a text. Anybody may ask who has the text with its mark: it tells
/// nothing else.
/// </summary>
internal static class VerifyEndpoints
{
    private const int MaxText = 100_000;

    public static IEndpointRouteBuilder MapVerify(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/verify", HandleAsync)
            .WithTags("Verification")
            .WithName("verifyText")
            .WithSummary("Check whether this agent generated a text, by the mark that came with it")
            .Accepts<VerifyRequest>("application/json")
            .Produces<VerifyResponse>()
            .ProducesProblems(400, 413, 415, 429)
            .AddEndpointFilter<AddressLimit>()
            .RequireCors();
        return app;
    }

    private static async Task<IResult> HandleAsync(HttpRequest request, AiMarks marks, CancellationToken cancellationToken)
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        if (problem is not null) return problem;
        var text = fields.Required("text", MaxText);
        var mark = fields.Object("ai");
        var given = new AiMarkBody(mark.Required("turn_id"), mark.Required("model"), mark.Time("at"), mark.Required("signature"));
        return TypedResults.Ok(new VerifyResponse(marks.Verify(given.ToMark(), text)));
    }
}

/// <param name="Text">Exactly as the agent wrote it.</param>
/// <param name="Ai">The mark that came with it.</param>
internal sealed record VerifyRequest(string Text, AiMarkBody Ai);

/// <param name="AiGenerated">True when this server's agent generated exactly this text, in that turn and with that model.</param>
internal sealed record VerifyResponse(bool AiGenerated);
