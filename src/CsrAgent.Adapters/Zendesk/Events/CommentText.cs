using System.Text;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Admission;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>What a customer wrote in a comment, without what their mail program put around it. Pure.</summary>
internal static class CommentText
{
    private const int MaxNames = 10;
    private const string Cut = " […]";

    /// <summary>Empty if nothing is left.</summary>
    /// <param name="ticket">Its subject begins the first comment, which often says what the text only refers to.</param>
    /// <param name="comment">By the requester.</param>
    public static string Of(ZendeskTicket ticket, ZendeskComment comment)
    {
        var text = MailText.OwnWords(Normal(comment.Text));
        var subject = Normal(ticket.Subject ?? "");
        var isFirst = ticket.Description is { } first && Normal(first) == Normal(comment.Text);
        if (isFirst && subject.Length > 0 && !text.StartsWith(subject.TrimEnd('…', '.'), StringComparison.OrdinalIgnoreCase))
        {
            text = $"{subject}\n\n{text}";
        }
        if (comment.Attachments.Count > 0) text = $"{text}\n\n{Files(comment.Attachments)}";
        text = text.Trim();
        // A quotation or a footer alone: it is all that the customer has sent.
        if (text.Length == 0) text = Normal(comment.Text);
        return text.Length <= AdmissionRules.MaxText ? text : Shorten(text);
    }

    /// <summary>False for a comment that is nothing but a quotation or a footer, such as that of a mail with a file alone.</summary>
    public static bool HasWords(string text) => MailText.OwnWords(Normal(text)).Length > 0;

    /// <summary>One line of at most so many characters, such as a name.</summary>
    public static string Line(string text, int max)
    {
        var line = Normal(text).ReplaceLineEndings(" ");
        return line.Length <= max ? line : line[..(char.IsHighSurrogate(line[max - 1]) ? max - 1 : max)];
    }

    private static string Files(IReadOnlyList<string> names)
    {
        var more = names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "";
        return $"[Attached, not read: {string.Join(", ", names.Take(MaxNames).Select(Normal))}{more}]";
    }

    /// <summary>Valid Unicode without NUL, with plain line ends.</summary>
    private static string Normal(string text)
    {
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\0', '\uFFFD').Replace('\u00A0', ' ');
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain)).Trim();
    }

    private static string Shorten(string text)
    {
        var end = AdmissionRules.MaxText - Cut.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + Cut;
    }
}
