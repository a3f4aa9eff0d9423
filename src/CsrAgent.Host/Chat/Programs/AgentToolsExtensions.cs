using System.Text.Json;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using Microsoft.Extensions.Options;
using ModelContextProtocol;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>The agent as tools of other agents, over MCP (streamable HTTP, without sessions).</summary>
internal static class AgentToolsExtensions
{
    private const string Path = "/mcp";

    private static readonly JsonSerializerOptions Json = new(McpJsonUtilities.DefaultOptions)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static IServiceCollection AddAgentTools(this IServiceCollection services)
    {
        services.AddMcpServer().WithHttpTransport(transport => transport.Stateless = true).WithTools<AgentTools>(Json);
        return services;
    }

    public static WebApplication MapAgentTools(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ProgramOptions>>().Value.McpServer) return app;
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), tools => tools.Use(OnlyWithKeyAsync));
        app.MapMcp(Path).ExcludeFromDescription();
        return app;
    }

    private static Task OnlyWithKeyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<ApiKeys>().AcceptsBearer(context.Request)) return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem
            .Unauthorized("api_key_required", "Send Authorization: Bearer, or X-API-Key, with an admin key (API_KEY).")
            .ExecuteAsync(context);
    }
}
