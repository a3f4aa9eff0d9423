using CsrAgent.Escalation;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Sentiment;
using CsrAgent.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>What reads customers' words: pure, and slow to load, so all simulated processes share it.</summary>
internal static class Understanding
{
    private static readonly ServiceProvider Shared = new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddLanguages()
        .AddSignals()
        .AddEscalation()
        .BuildServiceProvider();

    private static readonly Redactor Redactor = new(new byte[32]);
    private static readonly Pseudonyms Pseudonyms = new(new byte[32]);

    public static IServiceCollection AddTo(IServiceCollection services) =>
        services
            .AddSingleton(Shared.GetRequiredService<SignalReader>())
            .AddSingleton(Shared.GetRequiredService<SentimentAnalyzer>())
            .AddSingleton(Shared.GetRequiredService<EscalationRules>())
            .AddSingleton(Redactor)
            .AddSingleton(Pseudonyms);
}
