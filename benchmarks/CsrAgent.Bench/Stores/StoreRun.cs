using System.Text;
using CsrAgent.Bench.Reports;

namespace CsrAgent.Bench.Stores;

/// <summary>
/// <c>./bench --store</c>: the embedded store with years of data beside the same store with little, in the same run, and prints the page.
/// </summary>
internal static class StoreRun
{
    /// <summary>What is found by an index takes a few page reads more in a thousand times the data, and no more.</summary>
    private const double MaxRatio = 4;

    /// <summary>Nothing may hold up the one writer for long, whatever the ratio.</summary>
    private const double MaxMilliseconds = 100;

    /// <summary>1 when an operation grows with the data.</summary>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var (small, large) = options.Quick ? (3_000, 300_000) : (3_000, 3_000_000);
        var (_, little) = await MeasureAsync(small, cancellationToken);
        var (bytes, much) = await MeasureAsync(large, cancellationToken);
        var rows = little.Zip(much, (before, after) => (Before: before, After: after)).ToList();
        var page = Render(small, large, bytes, rows);
        await Console.Out.WriteLineAsync(page);
        if (options.Save)
        {
            await File.WriteAllTextAsync(Path.Combine(options.Root, "docs", "performance-store.md"), page, cancellationToken);
        }
        return rows.TrueForAll(IsReached) ? 0 : 1;
    }

    private static async Task<(long Bytes, IReadOnlyList<StoreFigure> Figures)> MeasureAsync(
        int conversations,
        CancellationToken cancellationToken
    )
    {
        await Console.Error.WriteLineAsync($"Writing {conversations} conversations ...");
        await using var store = await MeasuredStore.FillAsync(conversations);
        // The first round loads what the second one measures: code, and the pages that every operation shares.
        await store.MeasureAsync(cancellationToken);
        return (store.Bytes, await store.MeasureAsync(cancellationToken));
    }

    private static bool IsReached((StoreFigure Before, StoreFigure After) row) =>
        row.After.Median <= Math.Max(1, row.Before.Median) * MaxRatio && row.After.Median <= MaxMilliseconds;

    private static string Render(int small, int large, long bytes, List<(StoreFigure Before, StoreFigure After)> rows)
    {
        var page = new StringBuilder();
        page.Append(
            BenchTexts.Culture,
            $"""
            # The embedded store with years of data

            Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} on {Machine.Describe()}, in one
            process. `./bench --store --save` writes this page. The data is made up: {large:N0} conversations with four messages
            each, a file of {bytes / 1e9:0.0} GB, beside {small:N0} of the same kind. Each operation ran 40 times, on conversations
            chosen at random; times are in milliseconds. The goal: with {large / small:N0} times the data, none takes longer than
            {MaxRatio:0} times as long (below 1 ms counts as 1 ms), nor than {MaxMilliseconds:0} ms.

            | | {small:N0}: median | longest | {large:N0}: median | longest | Ratio | Goal |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |

            """
        );
        foreach (var row in rows)
        {
            page.Append(
                BenchTexts.Culture,
                $"| {row.Before.Name} | {row.Before.Median:0.0} | {row.Before.Max:0.0} | {row.After.Median:0.0} | {row.After.Max:0.0} | "
                    + $"{row.After.Median / row.Before.Median:0.0} | {(IsReached(row) ? "yes" : "**no**")} |\n"
            );
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
