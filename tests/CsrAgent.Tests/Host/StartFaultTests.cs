using CsrAgent.Host;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Host;

public sealed class StartFaultTests
{
    [Fact]
    public void Explain_StoppedDuringTheStart_IsNoCrash() =>
        Assert.Contains("stopped during startup", StartFault.Explain(new TaskCanceledException()), StringComparison.Ordinal);

    [Fact]
    public void Explain_WrongSetting_NamesIt() =>
        Assert.Contains(
            "PORT must be 0 to 65535.",
            StartFault.Explain(new OptionsValidationException("", typeof(object), ["PORT must be 0 to 65535."])),
            StringComparison.Ordinal
        );

    [Fact]
    public void Explain_FaultInsideAnother_IsFound() =>
        Assert.Contains(
            "DATA_DIR",
            StartFault.Explain(new AggregateException(new CsrAgentException("DATA_DIR cannot be used."))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Explain_Bug_IsLeftToShowItsTrace() => Assert.Null(StartFault.Explain(new InvalidOperationException("a bug")));
}
