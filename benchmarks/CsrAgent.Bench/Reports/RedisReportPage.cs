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

            Measured on {at:yyyy-MM-dd} on {Machine.Describe()}, with the load, the stub model, Redis and the servers on
            the same machine. Again: `./bench --redis --save` writes this page, `./bench --redis --quick` has a short look.

            **Bare** is one Kestrel endpoint that only asks the stub. **Least on Redis** is one process that does the least which is durable
            there: one stream entry in, read by a group, the model asked, two messages stored, the reply published. **CSR Agent** is an API
            process and a worker over the same redis-server (appendonly, everysec): the whole way of a message, with order, leases, fences and an
            atomic commit. All are measured in turns; figures are medians over the rounds. Processor time and memory are those of the two
            processes together, without Redis. The targets are this project's own (`Reports/Target.cs`).


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
            | Commands that clients send (a script is one) | {cost.Commands:0.0} |
            | Bytes sent to Redis | {cost.BytesIn:N0} |
            | Bytes sent by Redis | {cost.BytesOut:N0} |
            | Memory of an idle conversation of 10 messages and 10 replies, bytes | {cost.IdleMemory:N0} |

            Counted with 32 conversations at once, by MONITOR and INFO, background commands included.

            """
        );
}
