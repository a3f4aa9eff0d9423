namespace CsrAgent.Channels;

/// <summary>How a channel shows text.</summary>
public enum ReplyFormat
{
    /// <summary>No markup: links are written out, and lists and tables are lines.</summary>
    PlainText,

    /// <summary>A fragment of HTML: paragraphs, lists, tables, links. No attributes but <c>href</c>.</summary>
    Html,

    /// <summary>Slack's mrkdwn: <c>*bold*</c>, <c>&lt;https://example.com|label&gt;</c>; tables are preformatted text.</summary>
    Mrkdwn,
}
