using CsrAgent.Host.Admin;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Chat.Programs;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Health;
using CsrAgent.Host.Http;
using CsrAgent.Host.Pages;
using CsrAgent.Settings;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host;

/// <summary>What a request passes through, and the endpoints of each role.</summary>
internal static class AgentPipeline
{
    public static void MapAgent(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseDraining();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseEncodedDots();
        app.UseRouting();
        app.UseDecodedNames();
        app.UseCors();
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Roles.HasFlag(ServerRoles.Api))
        {
            app.UseChatPage();
            app.MapChat();
            app.MapVerify();
            app.MapCompletions();
            app.MapAgentTools();
            var admin = app.MapAdmin().MapKnowledge().MapGaps().MapSources().MapAnalyze().MapConversations().MapEscalations();
            admin.MapRecords().MapAudit().MapSupport().MapMemories();
            app.MapWebhooks();
            app.MapApiDocs();
        }
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
    }
}
