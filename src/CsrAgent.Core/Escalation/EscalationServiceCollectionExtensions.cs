using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Escalation;

public static class EscalationServiceCollectionExtensions
{
    /// <summary>Adds <see cref="EscalationRules"/> and their <see cref="EscalationOptions"/>.</summary>
    public static IServiceCollection AddEscalation(this IServiceCollection services)
    {
        services.AddSettings<EscalationOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EscalationOptions>, EscalationOptionsValidation>());
        services.TryAddSingleton<EscalationRules>();
        return services;
    }
}
