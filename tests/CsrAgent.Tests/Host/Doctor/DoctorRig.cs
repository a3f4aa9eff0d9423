using CsrAgent.Host;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Doctor;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Host.Doctor;

/// <summary>Settings in which nothing is wrong, for a test to put its mistake in, and the doctor that looks at them.</summary>
internal sealed class DoctorRig : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _variables;

    public DoctorRig() =>
        _variables = new()
        {
            ["PORT"] = "0",
            ["DATA_DIR"] = Path.Combine(_folder.Path, "data"),
            ["KNOWLEDGE_BASE_PATH"] = Path.Combine(BuildOutput.RepositoryRoot, "samples", "knowledge-base"),
            ["EMBEDDINGS"] = "off",
            ["CHAT_AUTH"] = "token",
        };

    public string Folder => _folder.Path;

    public string? this[string name]
    {
        get => _variables[name];
        set => _variables[name] = value;
    }

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync() =>
        DoctorCommand.ExamineAsync(Subject(), TestContext.Current.CancellationToken);

    public DoctorSubject Subject()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_variables).Build();
        return new(
            AgentSettings.All,
            new ConfigurationValues(configuration),
            [.. _variables.Keys],
            () =>
            {
                var builder = WebApplication.CreateEmptyBuilder(new());
                builder.Configuration.AddInMemoryCollection(_variables);
                builder.AddAgent();
                builder.Logging.ClearProviders();
                var app = builder.Build();
                app.CheckOptions();
                return app;
            },
            StartFault.Explain,
            "1.0"
        );
    }

    public void Dispose() => _folder.Dispose();
}
