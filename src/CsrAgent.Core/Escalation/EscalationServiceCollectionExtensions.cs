using CsrAgent.Languages;
using CsrAgent.Safety;
using CsrAgent.Sentiment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Escalation;

public static class EscalationServiceCollectionExtensions
{
    /// <summary>Adds <see cref="SignalReader"/> with the detectors behind it, <see cref="EscalationRules"/> and <see cref="EscalationOptions"/>.</summary>
    public static IServiceCollection AddUnderstanding(this IServiceCollection services)
    {
        services.AddOptions<EscalationOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EscalationOptions>, EscalationOptionsValidation>());
        services.TryAddSingleton<SentimentAnalyzer>();
        services.TryAddSingleton<LanguageDetector>();
        services.TryAddSingleton<HumanRequestDetector>();
        services.TryAddSingleton<ConsentDetector>();
        services.TryAddSingleton<SensitiveTopics>();
        services.TryAddSingleton<InjectionDetector>();
        services.TryAddSingleton<TurnSafety>();
        services.TryAddSingleton<SignalReader>();
        services.TryAddSingleton<EscalationRules>();
        return services;
    }
}
