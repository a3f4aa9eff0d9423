using CsrAgent.Host.Identity;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Doctor;

/// <summary>Composes the server as its start does, connects it, and lets each part try out what it depends on.</summary>
internal sealed class PartsCheckup(DoctorSubject subject)
{
    private const int MaxListed = 5;

    /// <summary>A website answers at its own pace.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<Diagnosis>();
        try
        {
            await using var app = subject.Build();
            ReadAll(app.Services);
            await ConnectAsync(app.Services, cancellationToken);
            foreach (var source in app.Services.GetServices<IKnowledgeSource>()) await AddAsync(ReadAsync(source, cancellationToken));
            foreach (var test in app.Services.GetServices<ISelfTest>()) await AddAsync(RunAsync(test, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            found.Add(
                Diagnosis.Fault("start", "something did not answer in time (REDIS_URL, the model): check its address, or --timeout.")
            );
        }
        catch (Exception e) when (subject.Explain(e) is { } explanation)
        {
            found.Add(Diagnosis.Fault("start", explanation));
        }
        return found;

        async Task AddAsync(Task<IReadOnlyList<Diagnosis>> asked) => found.AddRange(await asked);
    }

    /// <summary>What the start would read later: each says itself what is wrong. Keys that are not set, the server makes.</summary>
    private static void ReadAll(IServiceProvider services)
    {
        _ = services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        var identity = services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        if (identity.SecretKey is not null) services.GetRequiredService<InstanceSecret>();
        if (identity.ApiKey is not null) services.GetRequiredService<ApiKeys>();
    }

    private static async Task ConnectAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var module in services.GetServices<IAgentModule>().OfType<IConnectingModule>())
        {
            await module.ConnectAsync(services, cancellationToken).WaitAsync(cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<Diagnosis>> ReadAsync(IKnowledgeSource source, CancellationToken cancellationToken)
    {
        return Judge(source.Name, await source.ReadForAsync(Reading, cancellationToken));
    }

    internal static IReadOnlyList<Diagnosis> Judge(string source, SourceArticles? found)
    {
        if (found is null)
        {
            return
            [
                Diagnosis.Warning("articles", "KNOWLEDGE_BASE_PATH is not set: only articles sent through the API can be answered from."),
            ];
        }
        var (count, faults) = (found.Articles.Count, found.Failed);
        return
        [
            found.Listed is not { } listed ? Unlisted(source)
                : count + faults.Count < listed ? Diagnosis.Ok("articles", $"{listed} in the {source}; {count} were read")
                : count > 0 ? Diagnosis.Ok("articles", $"{count} in the {source}")
                : Diagnosis.Fault(
                    "articles",
                    $"none in the {source}: put articles there, or set another one (KNOWLEDGE_BASE_PATH, WEBSITE_SITEMAP)."
                ),
            .. faults.Take(MaxListed).Select(fault => Diagnosis.Warning("articles", fault.Error)),
        ];
    }

    /// <summary>A site may ask for long pauses between requests, and a sitemap may have many files.</summary>
    private static Diagnosis Unlisted(string source) =>
        Diagnosis.Warning(
            "articles",
            $"the {source} took longer than {Reading.TotalSeconds} s to list: where a server runs, csr-agent kb status says how it stands."
        );

    private static async Task<IReadOnlyList<Diagnosis>> RunAsync(ISelfTest test, CancellationToken cancellationToken)
    {
        try
        {
            return await test.RunAsync(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException) // Whatever a part throws is what is wrong with it.
        {
            return [Diagnosis.Fault(test.Name, $"{e.GetType().Name}: {e.Message}")];
        }
    }
}
