using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;

namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>
/// Real servers meet the real fault of each alert; what /metrics says then is put to the shipped rules by promtool, with seconds stretched
/// to hours. A rule that reads a metric, a label or a value that the server does not make stays silent here.
/// </summary>
public sealed class AlertFaultTests(AlertFaults faults) : IClassFixture<AlertFaults>
{
    /// <summary>Each fault, and the alerts that must fire at it: these, and no others.</summary>
    private static readonly (string Fault, string[] Alerts)[] Expected =
    [
        ("none", []),
        ("model away", ["ModelDown", "ModelFails"]),
        ("embedding model away", ["SearchWithoutMeaning"]),
        ("token revoked", ["DeliveriesFail"]),
        ("nobody claims", ["HandoffsUnclaimed"]),
        ("more messages than planned", ["GlobalRateLimit", "ModelSpend"]),
        ("no process", ["AgentDown", "AgentMissing"]),
        ("wrong clock", ["ClockSkew"]),
        ("worker dies in each attempt", ["ErrorBudgetBurnsFast", "ErrorBudgetBurnsSlowly", "TurnsGivenUp"]),
        ("worker away", ["AgentDown", "CustomersUnanswered"]),
        ("worker away, a thousand times as many customers", ["AgentDown", "CustomersUnanswered", "MailboxFills"]),
        ("worker back", ["CustomersWait", "LatencyBudgetBurnsFast"]),
        ("store away", ["LoopUnhealthy", "MessagesRefused"]),
    ];

    /// <summary>What a busy machine adds: customers wait there while a worker dies and comes back again and again.</summary>
    private static readonly (string Fault, string Alert) WhereItIsBusy = ("worker dies in each attempt", "CustomersWait");

    public static TheoryData<string> Faults => [.. Expected.Select(expected => expected.Fault)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_WhileItIsThere_FiresItsAlertsAndNoOthers(string fault)
    {
        using var folder = new TempFolder();
        var rules = PromQl.RuleFiles.Select(file => Path.Combine(Repository.Root, file));
        var alerts = Expected.Single(expected => expected.Fault == fault).Alerts;
        var file = Path.Combine(folder.Path, "fault.test.yaml");
        var also = fault == WhereItIsBusy.Fault && await FailsAsync(alerts) ? [.. alerts, WhereItIsBusy.Alert] : alerts;

        await RunAsync(also);

        async Task RunAsync(string[] firing)
        {
            var test = StretchedTime.Test(faults.Recordings[fault], rules, firing);
            await File.WriteAllTextAsync(file, test, TestContext.Current.CancellationToken);
            await Promtool.RunAsync("test", "rules", file);
        }

        async Task<bool> FailsAsync(string[] firing) => await Record.ExceptionAsync(() => RunAsync(firing)) is not null;
    }

    [Fact]
    public void Alerts_EachOne_HasAFaultThatIsMadeHere()
    {
        var alerts = PromQl.Rules.Select(rule => rule.Rule.Text("alert")).OfType<string>();

        Assert.Equal(alerts.Order(), Expected.SelectMany(expected => expected.Alerts).Distinct().Order());
    }
}
