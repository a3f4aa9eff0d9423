using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Events;
using CsrAgent.Adapters.Slack.Handoff;
using CsrAgent.Adapters.Slack.Sockets;
using CsrAgent.Adapters.Slack.Streams;
using CsrAgent.Channels;
using CsrAgent.Handoff;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack;

internal static class SlackServiceCollectionExtensions
{
    /// <summary>Addresses of slack.com change; a connection that is never recycled would not notice.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Slack answers in less than a second; without an answer nothing goes on.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddSlack(this IServiceCollection services)
    {
        services.AddSettings<SlackOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SlackOptions>, SlackOptionsValidation>());
        services.AddSingleton<SlackHealth>();
        services.AddSingleton<IChannelHealth>(provider => provider.GetRequiredService<SlackHealth>());
        services.AddSingleton(CreateApi);
        services.AddSingleton<SlackSelf>();
        services.AddSingleton<SlackPosts>();
        services.AddSingleton<SlackReply>();
        services.AddSingleton<SlackSessions>();
        services.AddSingleton<SlackStreams>();
        services.AddSingleton<SlackStreamedPosts>();
        services.AddSingleton<SlackPreviews>();
        services.AddSingleton<SlackAgentEvents>();
        services.AddSingleton<SlackSignature>();
        services.AddSingleton<SlackReceiver>();
        services.AddSingleton<SlackClicks>();
        services.AddSingleton<SlackHandoffs>();
        services.AddSingleton<SlackHandoffThreads>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<IChannel, SlackChannel>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISelfTest, SlackSelfTest>());
        return services;
    }

    /// <summary>Hand-offs are posted in Slack, whatever the customer's channel is.</summary>
    public static IServiceCollection AddSlackStaff(this IServiceCollection services)
    {
        services.AddSingleton<SlackHandoffMessage>();
        services.AddSingleton<IChannel, SlackStaffChannel>();
        services.AddSingleton(new StaffChannel(SlackStaffChannel.ChannelName));
        return services;
    }

    /// <summary>The sockets of Socket Mode.</summary>
    public static IServiceCollection AddSlackSockets(this IServiceCollection services)
    {
        services.AddSingleton<SlackEnvelopes>();
        services.AddPeriodicLoop<SlackSocketLoop>();
        return services;
    }

    private static SlackApi CreateApi(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SlackOptions>>();
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime };
        var http = new HttpClient(handler) { BaseAddress = new Uri(options.Value.ApiUrl), Timeout = Timeout };
        return new(http, provider.GetRequiredService<SlackHealth>(), options);
    }
}
