using CsrAgent.Channels;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace CsrAgent.Adapters.Markdown.Rendering;

/// <summary>Replies as text for channels, by way of Markdig's syntax tree.</summary>
internal sealed class MarkdownReplyRenderer : IReplyRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .DisableHtml()
        .Build();

    public string Render(string markdown, ReplyFormat format)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        return format switch
        {
            ReplyFormat.Html => new HtmlWriter().Write(document),
            ReplyFormat.Mrkdwn => new MrkdwnWriter().Write(document),
            _ => new PlainTextWriter().Write(document),
        };
    }
}
