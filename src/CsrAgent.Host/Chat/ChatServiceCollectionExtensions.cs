using CsrAgent.Host.Chat.Programs;
using CsrAgent.Host.Chat.Sessions;
using CsrAgent.Settings;

namespace CsrAgent.Host.Chat;

internal static class ChatServiceCollectionExtensions
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddSettings<ChatOptions>();
        services.AddSettings<BrandOptions>();
        services.AddSettings<ProgramOptions>();
        return services
            .AddSingleton<SessionIds>()
            .AddSingleton<SessionLifetime>()
            .AddSingleton<ListSessions>()
            .AddSingleton<ReadTurn>()
            .AddSingleton<Transcript>()
            .AddSingleton<ProgramConversations>()
            .AddSingleton<ProgramQuestions>()
            .AddSingleton<Identify>()
            .AddSingleton<StopDeadline>()
            .AddSingleton<ReplyWriter>()
            .AddSingleton<PostMessage>()
            .AddSingleton<OpenStreams>()
            .AddSingleton<OpenChats>();
    }
}
