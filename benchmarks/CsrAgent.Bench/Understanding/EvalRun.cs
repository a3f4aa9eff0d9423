using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace CsrAgent.Bench.Understanding;

/// <summary>How well messages are understood: runs tests/CsrAgent.Evals, which ./bench has built, and reads what it measured.</summary>
internal static class EvalRun
{
    /// <returns>The page, and whether every figure holds.</returns>
    public static async Task<(string Page, bool Holds)> RunAsync(string root, CancellationToken cancellationToken)
    {
        var results = Path.Combine(root, "artifacts", "evals", "results.json");
        // What an earlier run measured is not what this one does.
        File.Delete(results);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(root, "artifacts", "bin", "CsrAgent.Evals", "release", "CsrAgent.Evals.dll"));
        using var evals = Process.Start(start)!;
        try
        {
            var output = await evals.StandardOutput.ReadToEndAsync(cancellationToken);
            await evals.WaitForExitAsync(cancellationToken);
            if (!File.Exists(results)) throw new InvalidOperationException($"The evaluations measured nothing:\n{output}");
        }
        finally
        {
            if (!evals.HasExited) evals.Kill(entireProcessTree: true);
        }

        await using var file = File.OpenRead(results);
        var sets = await JsonSerializer.DeserializeAsync<EvalSetResult[]>(file, JsonSerializerOptions.Web, cancellationToken);
        return (Render(sets!), evals.ExitCode == 0);
    }

    private static string Render(EvalSetResult[] sets)
    {
        var page = new StringBuilder();
        page.Append(
            BenchTexts.Culture,
            $"""

            ## How well

            `tests/CsrAgent.Evals`, measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} without a language model, each figure with the
            floor that it must reach (`max_`: must not exceed) in brackets. Each message, turn or text counts once, and is judged by itself.
            What we made up ourselves flatters: only `knowledge/bank-questions` is of another source.
            `artifacts/evals/report.html`, which the same run writes, says of each set what it is and lists the mistakes.

            | Set | Figures | Measured on |
            | --- | --- | --- |

            """
        );
        foreach (var set in sets)
        {
            var figures = set.Figures.Select(figure =>
                string.Create(BenchTexts.Culture, $"{figure.Name} {figure.Reached:0.000} ({figure.Floor:0.00#})")
            );
            page.Append(BenchTexts.Culture, $"| {set.Set} | {string.Join(", ", figures)} | {set.Count:N0} {set.Source} |\n");
        }
        return page.ToString().ReplaceLineEndings("\n");
    }
}
