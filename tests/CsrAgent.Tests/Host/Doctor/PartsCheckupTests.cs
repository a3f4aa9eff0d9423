using CsrAgent.Host.Doctor;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Telemetry;

namespace CsrAgent.Tests.Host.Doctor;

/// <summary>What the doctor says of a source that was read for some seconds.</summary>
public sealed class PartsCheckupTests
{
    [Theory]
    [InlineData(null, DiagnosisLevel.Warning, "took longer than 5 s to list")]
    [InlineData(12, DiagnosisLevel.Ok, "12 in the website; 0 were read")]
    [InlineData(0, DiagnosisLevel.Fault, "none in the website")]
    public void Judge_NothingWasRead_IsAFaultOnlyWhereThereIsNothing(int? listed, DiagnosisLevel level, string text)
    {
        var found = Assert.Single(PartsCheckup.Judge("website", new SourceArticles([], [], listed)));

        Assert.Equal(level, found.Level);
        Assert.Contains(text, found.Text, StringComparison.Ordinal);
    }
}
