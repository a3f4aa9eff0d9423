using CsrAgent.Settings;

namespace CsrAgent.Host.Chat;

internal static class ChatServiceCollectionExtensions
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddSettings<ChatOptions>();
        services.AddSettings<BrandOptions>();
        return services
            .AddSingleton<SessionIds>()
            .AddSingleton<SessionLifetime>()
            .AddSingleton<StopDeadline>()
            .AddSingleton<ReplyWriter>()
            .AddSingleton<PostMessage>()
            .AddSingleton<OpenStreams>()
            .AddSingleton<OpenChats>();
    }
}
