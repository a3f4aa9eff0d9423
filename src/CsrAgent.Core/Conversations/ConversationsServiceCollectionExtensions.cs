using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Conversations;

public static class ConversationsServiceCollectionExtensions
{
    /// <summary>Ends idle conversations and erases old ones. The store comes from an adapter.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Retention>());
        return services;
    }
}
