using CsrAgent.Admission;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Admin;

/// <summary>Shows what the agent understands.</summary>
internal static class AnalyzeEndpoints
{
    public static RouteGroupBuilder MapAnalyze(this RouteGroupBuilder admin)
    {
        admin
            .MapPost("analyze", AnalyzeAsync)
            .WithName("analyzeText")
            .WithSummary("What the agent reads in a text; nothing is kept")
            .Accepts<AnalyzeRequest>("application/json")
            .Produces<AnalyzeBody>()
            .ProducesProblems(400, 401, 413, 415);
        return admin;
    }

    private static async Task<IResult> AnalyzeAsync(HttpRequest request, TextAnalyzer analyzer, CancellationToken cancellationToken)
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        if (problem is not null) return problem;
        var text = fields.Required("text");
        if (string.IsNullOrWhiteSpace(text) || text.Length > AdmissionRules.MaxText)
        {
            return Problem.Invalid("text", $"text must be 1 to {AdmissionRules.MaxText:N0} characters.");
        }
        return TypedResults.Ok(analyzer.Analyze(text, HistoryReader.Read(fields)));
    }
}

/// <param name="History">Earlier messages of the conversation, oldest first.</param>
internal sealed record AnalyzeRequest(string Text, IReadOnlyList<HistoryEntry>? History);

/// <param name="ShouldEscalate">True if a person would take over or be offered.</param>
/// <param name="Pii">Everything found, including what is masked in logs only. Positions count UTF-16 units; the end is exclusive.</param>
/// <param name="RedactedText">As it would be stored.</param>
internal sealed record AnalyzeBody(
    string Sentiment,
    double SentimentScore,
    string Emotion,
    string Language,
    bool WantsHuman,
    bool ShouldEscalate,
    string? EscalationReason,
    InjectionBody Injection,
    IReadOnlyList<PiiBody> Pii,
    string RedactedText
);

internal sealed record InjectionBody(double Score, bool Flagged);

internal sealed record PiiBody(string Type, int Start, int End);
