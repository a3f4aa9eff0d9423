using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Documents;

/// <summary>The title in a file's properties, where somebody has given it one.</summary>
internal static partial class DocumentTitle
{
    public static string? Of(string? title) =>
        string.IsNullOrWhiteSpace(title) || FromPrograms().IsMatch(title.Trim()) ? null : title.Trim();

    // "Microsoft Word - draft.docx", "Untitled", "Document1", "letter.pdf"
    [GeneratedRegex(@"^(microsoft \w+ - |untitled|(document|dokument|powerpoint presentation) ?\d*$)|\.\w{2,5}$", RegexOptions.IgnoreCase)]
    private static partial Regex FromPrograms();
}
