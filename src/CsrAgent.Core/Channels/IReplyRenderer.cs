namespace CsrAgent.Channels;

/// <summary>Turns a reply, which is Markdown, into what a channel shows. Safe to call from many threads.</summary>
public interface IReplyRenderer
{
    /// <summary>
    /// Never fails: what is not valid Markdown is text. HTML in the reply is text, too, and links lead to http(s), mailto or tel only.
    /// </summary>
    string Render(string markdown, ReplyFormat format);
}
