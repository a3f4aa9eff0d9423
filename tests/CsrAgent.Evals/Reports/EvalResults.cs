using System.Collections.Concurrent;
using System.Text.Json;
using CsrAgent.Evals.Reports;

[assembly: AssemblyFixture(typeof(EvalResults))]

namespace CsrAgent.Evals.Reports;

/// <summary>
/// Collects what a run measures and, at its end, writes "artifacts/evals": report.html for people, results.json for programs. Sets that
/// were not part of the run are not in them.
/// </summary>
public sealed class EvalResults : IAsyncDisposable
{
    private static readonly ConcurrentBag<EvalResult> Measured = [];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static void Add(EvalResult result) => Measured.Add(result);

    public async ValueTask DisposeAsync()
    {
        if (Measured.IsEmpty) return;
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "evals")).FullName;
        var results = Measured.OrderBy(result => result.Set, StringComparer.Ordinal).ToArray();
        var sets = EvalSets.Read();
        var page = ReportPage.Render(sets, results, TimeProvider.System.GetUtcNow());
        var sourced = results.Select(result => new
        {
            result.Set,
            result.Count,
            Source = sets.SourceOf(result.Set),
            result.Figures,
            result.Mistakes,
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), page);
        await File.WriteAllTextAsync(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(sourced, Json));
    }
}
