using System.Text;
using CsrAgent.Bench.Redis;

namespace CsrAgent.Bench.Reports;

/// <summary>The page of <c>./bench --redis</c>.</summary>
internal static class RedisReportPage
{
    public static string Render(IReadOnlyList<ScenarioResult> results, DateTimeOffset at)
    {
        var page = new StringBuilder();
        page.Append(
            BenchTexts.Culture,
            $"""
            # Performance over Redis

            Measured on {at:yyyy-MM-dd} on {Machine.Describe()}.
            Load generator, stub model, Redis and servers share the machine. `./bench --redis --save` rewrites this page;
            `./bench --redis --quick` gives a rough idea.

            **Bare** is a single Kestrel endpoint that only calls the stub. **Minimal on Redis** is one process that does the minimum that
            is durable on Redis: one stream entry in, read by a consumer group, one model call, two messages stored, the reply published.
            **CSR Agent** is an API process and a worker over the same redis-server (appendonly, everysec): the complete path of a
            message, with ordering, leases, fences and an atomic commit. The servers are measured alternately; figures are medians over
            the rounds. CPU time and memory are those of both processes together, without Redis. The targets are this project's own
            (`Reports/Target.cs`).


            """
        );
        ReportPage.RenderTargets(page, results);
        if (results.Select(result => result.Cost).FirstOrDefault(cost => cost is not null) is { } cost) Render(page, cost);
        foreach (var result in results) ReportPage.Render(page, result);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Render(StringBuilder page, TurnCost cost) =>
        page.Append(
            BenchTexts.Culture,
            $"""

            ## What a turn costs Redis

            | | |
            | --- | ---: |
            | Commands sent by clients (a script counts as one) | {cost.Commands:0.0} |
            | Bytes sent to Redis | {cost.BytesIn:N0} |
            | Bytes sent by Redis | {cost.BytesOut:N0} |
            | Memory of an idle conversation with 10 messages and 10 replies, bytes | {cost.IdleMemory:N0} |

            Counted with 32 concurrent conversations, by MONITOR and INFO, background commands included.

            """
        );
}
