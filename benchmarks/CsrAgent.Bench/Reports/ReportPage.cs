using System.Text;
using CsrAgent.Bench.Load;

namespace CsrAgent.Bench.Reports;

/// <summary>The page that <c>./bench</c> prints and <c>--save</c> writes.</summary>
internal static class ReportPage
{
    public static string Render(IReadOnlyList<ScenarioResult> results, DateTimeOffset at)
    {
        var page = new StringBuilder();
        page.Append(
            BenchTexts.Culture,
            $"""
            # Performance

            Measured on {at:yyyy-MM-dd} on {Machine.Describe()}.
            Load generator, stub model and server share the machine. `./bench --save` rewrites this page (about ten minutes);
            `./bench --quick` gives a rough idea.

            **Bare** is a single Kestrel endpoint that only calls the same stub, through the provider's official client library, with a
            prompt of the same size: what a first-day server does. **CSR Agent** is the whole server: admission, redaction, durable mailbox
            (one fsync per batch), search, the prompt with the history, checks of the answer, an atomic commit, and the reply; it calls the
            model without that library ([0011](decisions/0011-messages-api-without-the-client-library.md)). The two are measured
            alternately; ratios are medians over the rounds. A conversation has {LoadPlan.MessagesPerConversation} messages. The targets
            are this project's own (`Reports/Target.cs`).
            [What a message costs](performance-cost.md), [message understanding](performance-understanding.md) and [the store with years
            of data](performance-store.md) have pages of their own; [capacity](capacity.md) does the arithmetic.


            """
        );
        RenderTargets(page, results);
        foreach (var result in results) Render(page, result);
        return page.ToString().ReplaceLineEndings("\n");
    }

    public static void RenderTargets(StringBuilder page, IEnumerable<ScenarioResult> results)
    {
        page.Append("| Target | Goal | Reached | |\n| --- | --- | --- | --- |\n");
        foreach (var target in results.SelectMany(Target.Of))
        {
            page.Append(
                BenchTexts.Culture,
                $"| {target.What} | {target.Goal} | {target.Reached} | {(target.IsReached ? "yes" : "**no**")} |\n"
            );
        }
    }

    public static void Render(StringBuilder page, ScenarioResult result)
    {
        var scenario = result.Scenario;
        page.Append(
            BenchTexts.Culture,
            $"\n## Stub at {scenario.Delay.TotalMilliseconds:N0} ms, {scenario.Customers:N0} concurrent conversations\n\n"
        );
        var pause =
            scenario.Interval > TimeSpan.Zero
                ? $"Each customer writes every {scenario.Interval.TotalSeconds:0} s, whether the reply has come or not, and latency counts "
                    + "from when the message was due."
            : scenario.Pause > TimeSpan.Zero
                ? $"A customer reads the reply for {scenario.Pause.TotalSeconds / 2:0} to {scenario.Pause.TotalSeconds * 1.5:0} s "
                    + "before the next message."
                : "A customer posts the next message as soon as the reply arrives.";
        page.Append(
            BenchTexts.Culture,
            $"{pause} {scenario.Rounds} rounds of {scenario.Measured.TotalSeconds:0} s each after the warm-up.\n\n"
        );
        page.Append(
            scenario.OverRedis
                ? "| | Bare | Minimal on Redis | CSR Agent | Ratio to bare |\n| --- | ---: | ---: | ---: | ---: |\n"
                : "| | Bare | CSR Agent | Ratio |\n| --- | ---: | ---: | ---: |\n"
        );
        foreach (var row in Row.Of(result))
        {
            page.Append(
                BenchTexts.Culture,
                $"| {row.Name} | {row.Bare} |{(scenario.OverRedis ? $" {row.Minimal} |" : "")} {row.Real} | {row.Ratio} |\n"
            );
        }
        page.Append(
            BenchTexts.Culture,
            $"\nFirst reply {result.FirstReply.TotalMilliseconds:0} ms after the process started; "
                + $"the second took {result.SecondReply.TotalMilliseconds:0} ms.\n"
        );
    }
}
