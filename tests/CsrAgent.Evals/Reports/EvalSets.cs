using System.Text.Json;

namespace CsrAgent.Evals.Reports;

/// <param name="OwnSource">The source of sets that name none.</param>
/// <param name="Figures">What the names of figures mean.</param>
internal sealed record EvalSets(string OwnSource, IReadOnlyDictionary<string, string> Figures, IReadOnlyList<EvalSetGroup> Groups)
{
    public static EvalSets Read()
    {
        using var stream = EvalSentences.Open("Reports.sets.json");
        return JsonSerializer.Deserialize<EvalSets>(stream, JsonSerializerOptions.Web)!;
    }
}
