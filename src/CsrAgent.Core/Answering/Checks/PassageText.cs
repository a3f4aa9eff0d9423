using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Checks;

/// <summary>A passage as it is read on its own: under its heading, if the text does not show it already.</summary>
internal static class PassageText
{
    public static string Of(Passage passage) =>
        passage.Heading is not { Length: > 0 } heading || Shows(passage.Text, heading)
            ? passage.Text.Trim()
            : $"**{heading.Trim()}**\n\n{passage.Text.Trim()}";

    private static bool Shows(string text, string heading) =>
        text.AsSpan().TrimStart("#* \n").StartsWith(heading.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
}
