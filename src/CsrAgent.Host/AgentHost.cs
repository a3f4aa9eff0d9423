using System.Net;
using CsrAgent.Admission;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Customers;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Host.Admin;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Chat.Programs;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Health;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Pages;
using CsrAgent.Host.Telemetry;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Settings;
using CsrAgent.Signals;
using CsrAgent.Turns;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host;

/// <summary>Composes the parts: the domain, one adapter per interface, and HTTP.</summary>
internal static class AgentHost
{
    /// <summary>The time that a shutdown needs in addition to the turns in flight, to close connections and the store.</summary>
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(10);

    public static WebApplicationBuilder CreateBuilder() =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

    public static void AddAgent(this WebApplicationBuilder builder) => builder.AddAgent(AgentModules.All);

    public static void AddAgent(this WebApplicationBuilder builder, IReadOnlyList<IAgentModule> modules)
    {
        var services = builder.Services;
        var settings = services.AddSettingValues(builder.Configuration, modules);
        var server = settings.Read<ServerOptions>();
        var telemetry = settings.Read<TelemetryOptions>();
        builder.WebHost.UseAgentKestrel(server);
        var start = new StartPhase();
        builder
            .Logging.AddAgentLogging(telemetry)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => start.IsOver && level >= telemetry.LogLevel);
        services.AddHostedService(_ => start);
        services.AddSettings<ServerOptions>();
        services
            .AddModules(modules, settings, server.Roles)
            .AddConversations()
            .AddTurns()
            .AddChannels()
            .AddAdmission()
            .AddLanguages()
            .AddSignals()
            .AddEscalation()
            .AddHandoff()
            .AddPrivacy()
            .AddCustomers()
            .AddKnowledge()
            .AddAnswering();
        if (server.Roles.HasFlag(ServerRoles.Worker))
        {
            services.AddTurnWorkers().AddOutboxDispatcher().AddHandoffWatch().AddRetention().AddMemoryLoop();
        }
        services
            .AddOptions<HostOptions>()
            .Configure<IOptions<TurnOptions>>(
                (host, turns) => host.ShutdownTimeout = server.DrainTime + turns.Value.ShutdownTimeout + StopMargin
            );
        services
            .AddHostedService(host => new MisspeltSettings(AgentSettings.Of(modules), host.GetRequiredService<ILogger<MisspeltSettings>>()))
            .AddIdentity()
            .AddChat()
            .AddAgentTools()
            .AddHttpApi(server)
            .AddChatPage()
            .AddDraining()
            .AddTelemetry(telemetry)
            .AddSingleton<ReadinessCheck>()
            .AddSingleton<TextAnalyzer>();
    }

    /// <summary>Validates all options: an invalid setting or rules file is reported in one line before anything starts.</summary>
    public static void CheckOptions(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    public static void UseAgentKestrel(this IWebHostBuilder host, ServerOptions server) =>
        host.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                var address = IPAddress.TryParse(server.BindAddress, out var parsed)
                    ? parsed
                    : throw new CsrAgentException(
                        $"BIND_ADDRESS '{server.BindAddress}' is not an IP address; use 0.0.0.0 for all, 127.0.0.1 for this machine only."
                    );
                kestrel.Listen(address, server.Port);
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
                kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            });

    private static IServiceCollection AddHttpApi(this IServiceCollection services, ServerOptions server)
    {
        services
            .AddProblemDetails(problems => problems.CustomizeProblemDetails = Problem.Complete)
            .AddExceptionHandler<ErrorHandling>()
            .AddTrustedProxies(server.TrustedProxies)
            .AddApiDocs();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services
            .AddWireJson(ProblemJson.Default)
            .AddWireJson(HealthJson.Default)
            .AddWireJson(AdminJson.Default)
            .AddWireJson(ChatJson.Default);
        // Now, not when the first request needs them: a wrong one keeps the server from starting.
        string[] origins = server.CorsOrigins.Contains("*") ? ["*"] : [.. server.CorsOrigins.Select(CorsOrigin.Normalize)];
        return services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
            {
                policy.WithOrigins(origins);
                policy
                    .WithMethods("GET", "POST", "DELETE")
                    .WithHeaders("content-type", "authorization", "idempotency-key", "prefer")
                    .WithExposedHeaders("Retry-After", "Location");
            })
        );
    }
}
