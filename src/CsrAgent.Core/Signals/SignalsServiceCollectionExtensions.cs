using CsrAgent.Languages;
using CsrAgent.Safety;
using CsrAgent.Sentiment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Signals;

public static class SignalsServiceCollectionExtensions
{
    /// <summary>Adds <see cref="SignalReader"/> with the detectors behind it.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services)
    {
        services.AddOptions<SensitiveTopicOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SensitiveTopicOptions>, SensitiveTopicOptionsValidation>());
        services.TryAddSingleton<SentimentAnalyzer>();
        services.TryAddSingleton<LanguageDetector>();
        services.TryAddSingleton<HumanRequestDetector>();
        services.TryAddSingleton<ConsentDetector>();
        services.TryAddSingleton<SensitiveTopics>();
        services.TryAddSingleton<InjectionDetector>();
        services.TryAddSingleton<SignalReader>();
        return services;
    }
}
