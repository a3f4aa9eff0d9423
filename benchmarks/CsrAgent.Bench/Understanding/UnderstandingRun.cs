using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CsrAgent.Bench.Reports;

namespace CsrAgent.Bench.Understanding;

/// <summary>
/// <c>./bench --understanding</c>: measures how fast with BenchmarkDotNet and how well with tests/CsrAgent.Evals, and prints the page.
/// </summary>
internal static class UnderstandingRun
{
    private const double MaxMicroseconds = 50;

    // Mood and language allocate nothing; human requests need the message's words.
    private const long MaxBytes = 4096;

    /// <summary>
    /// 1 when a message, a question's vector or the articles take longer than the goal, a message leaves more to collect, or a figure of
    /// the evaluations is below its floor.
    /// </summary>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var job = (options.Quick ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig
            .CreateEmpty()
            .AddJob(job)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(options.Root, "artifacts", "benchmarks"));
        var figures = Measured(BenchmarkRunner.Run<UnderstandingBenchmarks>(config), nameof(UnderstandingBenchmarks.Message));
        var embeddings = Measured(BenchmarkRunner.Run<EmbeddingBenchmarks>(config), nameof(EmbeddingBenchmarks.Text));
        var indexing = await IndexingRun.RunAsync(options.Root, cancellationToken);
        var (quality, holds) = await EvalRun.RunAsync(options.Root, cancellationToken);
        var page = Render(figures) + Render(embeddings, EmbeddingBenchmarks.MaxMilliseconds) + IndexingRun.Render(indexing) + quality;
        await Console.Out.WriteLineAsync(page);
        if (options.Save)
        {
            await File.WriteAllTextAsync(Path.Combine(options.Root, "docs", "performance-understanding.md"), page, cancellationToken);
        }
        var question = embeddings.Single(figure => figure.Message == EmbeddingBenchmarks.Question);
        return
            figures.TrueForAll(IsWithinGoal)
            && !(question.Microseconds / 1000 > EmbeddingBenchmarks.MaxMilliseconds)
            && IndexingRun.IsWithinGoal(indexing)
            && holds
            ? 0
            : 1;
    }

    private static List<Figure> Measured(Summary summary, string parameter)
    {
        var figures = summary
            .Reports.Where(report => report.ResultStatistics is not null)
            .Select(report => Figure.Of(report, parameter))
            .ToList();
        return figures.Count > 0
            ? figures
            : throw new InvalidOperationException(
                "Nothing could be measured: " + string.Join("; ", summary.ValidationErrors.Select(error => error.Message))
            );
    }

    private static string Render(List<Figure> embeddings, double? maxMilliseconds)
    {
        var goal = maxMilliseconds is { } max ? $"{max.ToString(BenchTexts.Culture)} ms" : "none";
        var page = new StringBuilder();
        page.Append(
            BenchTexts.Culture,
            $"""

            ## Sentence vectors

            The model that ships with the server, on one thread. The goal for a question is {goal} on this processor: 1.5 ms with
            AVX-512, 3 ms with AVX2.

            | Text | Tokens | Time, ms | Allocated, bytes |
            | --- | ---: | ---: | ---: |

            """
        );
        foreach (var text in embeddings)
        {
            page.Append(
                BenchTexts.Culture,
                $"| {text.Message} | {EmbeddingBenchmarks.TokensOf(text.Message)} | {text.Microseconds / 1000:0.00} | {text.Bytes:N0} |\n"
            );
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static bool IsWithinGoal(Figure figure) =>
        figure.What switch
        {
            nameof(UnderstandingBenchmarks.Together) => figure.Microseconds < MaxMicroseconds && figure.Bytes <= MaxBytes,
            nameof(UnderstandingBenchmarks.HumanRequest) => figure.Bytes <= MaxBytes,
            _ => figure.Bytes == 0,
        };

    private static string Render(List<Figure> figures)
    {
        var page = new StringBuilder();
        page.Append(
            BenchTexts.Culture,
            $"""
            # How fast and how well messages are understood

            Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} with BenchmarkDotNet on {Machine.Describe()}, on one
            thread: mood, language and explicit human requests. `./bench --understanding --save` writes this page. The goal is less than
            {MaxMicroseconds:0} µs for the three together; mood and language allocate nothing, human requests at most {MaxBytes:N0} bytes.

            | Message | Characters | Mood, µs | Language, µs | Human request, µs | Together, µs | Allocated, bytes |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |

            """
        );
        foreach (var message in figures.GroupBy(figure => figure.Message))
        {
            var times = (
                (string[])
                    [
                        nameof(UnderstandingBenchmarks.Sentiment),
                        nameof(UnderstandingBenchmarks.Language),
                        nameof(UnderstandingBenchmarks.HumanRequest),
                        nameof(UnderstandingBenchmarks.Together),
                    ]
            ).Select(what => message.Single(figure => figure.What == what).Microseconds.ToString("0.0", BenchTexts.Culture));
            page.Append(
                BenchTexts.Culture,
                $"| {message.Key} | {UnderstandingBenchmarks.LengthOf(message.Key)} | {string.Join(" | ", times)} | "
                    + $"{message.Max(figure => figure.Bytes)} |\n"
            );
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private sealed record Figure(string Message, string What, double Microseconds, long Bytes)
    {
        public static Figure Of(BenchmarkReport report, string parameter) =>
            new(
                (string)report.BenchmarkCase.Parameters[parameter],
                report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
                report.ResultStatistics!.Mean / 1000,
                report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0
            );
    }
}
