using CsrAgent.Answering;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary><c>GET /api/v1/chat/config</c>: what the chat page and the widget are to look like. Not secret.</summary>
internal static class ChatConfig
{
    private const int MaxSuggestions = 6;

    private static readonly AnsweringOptions Defaults = new();

    public static Ok<ChatConfigBody> Read(IOptions<BrandOptions> brand, IOptions<AnsweringOptions> answering, HttpResponse response)
    {
        // Asked for on each page that has the widget.
        response.Headers.CacheControl = "public, max-age=300";
        var options = brand.Value;
        return TypedResults.Ok(
            new ChatConfigBody
            {
                Title = Given(options.Title) ?? Own(answering.Value.CompanyName, Defaults.CompanyName),
                AgentName = Own(answering.Value.AgentName, Defaults.AgentName),
                Color = Given(options.Color),
                Theme = options.Theme == BrandTheme.Auto ? null : options.Theme.ToWireName(),
                Greeting = Given(options.Greeting),
                Suggestions = Suggestions(options.Suggestions),
                Language = Given(options.Language),
                Position = options.Position == BrandPosition.Auto ? null : options.Position.ToWireName(),
                Articles = options.Articles,
                OffsetX = options.OffsetX,
                OffsetY = options.OffsetY,
            }
        );
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static string? Own(string name, string generic) => name == generic ? null : name;

    private static string[]? Suggestions(string text) =>
        text.Length == 0 ? null
        : text.Equals("none", StringComparison.OrdinalIgnoreCase) ? []
        : [.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxSuggestions)];
}
