namespace CsrAgent.Bench.Load;

/// <summary>Carries out one plan. Says when it begins and ends to count, and reports as JSON.</summary>
internal static class LoadRun
{
    public const string Counting = "counting",
        Counted = "counted";

    private const int Looked = 200;

    /// <summary>Long after the last reply must have come.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(plan.WarmUp + plan.Measured + Grace, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                UseCookies = false,
                UseProxy = false,
                AllowAutoRedirect = false,
            }
        );
        var time = new LoadClock(plan, TimeProvider.System);
        var customers = Enumerable
            .Range(0, plan.Customers)
            .Select(number => new LoadCustomer(http, plan, time, number, TimeProvider.System))
            .ToList();
        await Task.WhenAll([AnnounceAsync(time, stop.Token), .. customers.Select(customer => customer.RunAsync(stop.Token))]);

        var check = new HistoryCheck(http, plan.Url);
        if (plan.KeepsHistory)
        {
            foreach (var customer in customers.Where(c => c.Sent.Count > 0).Take(Looked)) await check.LookAsync(customer.Sent, stop.Token);
        }

        Console.WriteLine(Report(plan, customers, check).Write());
        return 0;
    }

    private static async Task AnnounceAsync(LoadClock time, CancellationToken cancellationToken)
    {
        await time.WaitForStartAsync(cancellationToken);
        Console.WriteLine(Counting);
        await time.WaitForEndAsync(cancellationToken);
        Console.WriteLine(Counted);
    }

    private static LoadReport Report(LoadPlan plan, List<LoadCustomer> customers, HistoryCheck check)
    {
        double[] latencies = [.. customers.SelectMany(customer => customer.Latencies).Order()];
        double[] firstTokens = [.. customers.SelectMany(customer => customer.FirstTokens).Order()];
        var errors = customers
            .SelectMany(customer => customer.Errors)
            .GroupBy(error => error.Key)
            .ToDictionary(same => same.Key, same => same.Sum(error => error.Value));
        return new(
            latencies.Length,
            plan.Measured.TotalSeconds,
            At(latencies, 0.50),
            At(latencies, 0.95),
            At(latencies, 0.99),
            At(latencies, 0.999),
            At(firstTokens, 0.50),
            At(firstTokens, 0.95),
            errors,
            check.Checked,
            check.Lost,
            check.Doubled
        );
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
