using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Languages;

public static class LanguagesServiceCollectionExtensions
{
    /// <summary>How sure a detection must be before a model's reply counts as being in the wrong language.</summary>
    private const double SureOfMistake = 0.8;

    /// <summary>The detector, which also checks the language of the model's replies.</summary>
    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.TryAddSingleton<LanguageDetector>();
        services.TryAddSingleton<DetectLanguage>(provider =>
        {
            var detector = provider.GetRequiredService<LanguageDetector>();
            return text => detector.Detect(text) is { Confidence: >= SureOfMistake } sure ? sure.Code : null;
        });
        return services;
    }
}
