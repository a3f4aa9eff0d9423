using System.Text.Json;

namespace CsrAgent.Evals.Reports;

/// <param name="OwnSource">The source of sets that name none.</param>
/// <param name="Figures">What the names of figures mean.</param>
internal sealed record EvalSets(string OwnSource, IReadOnlyDictionary<string, string> Figures, IReadOnlyList<EvalSetGroup> Groups)
{
    /// <summary>Where a set's texts come from, and what was known of them: goes on after their number.</summary>
    public string SourceOf(string set) => Groups.SelectMany(group => group.Sets).First(each => each.Name == set).Source ?? OwnSource;

    public static EvalSets Read()
    {
        using var stream = EvalSentences.Open("Reports.sets.json");
        return JsonSerializer.Deserialize<EvalSets>(stream, JsonSerializerOptions.Web)!;
    }
}
