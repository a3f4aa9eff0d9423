using CsrAgent.Knowledge;

namespace CsrAgent.Answering;

/// <summary>A passage as it reads on its own: with its heading, unless the text already includes it.</summary>
internal static class PassageText
{
    public static string Of(Passage passage) =>
        passage.Heading is not { Length: > 0 } heading || Shows(passage.Text, heading)
            ? passage.Text.Trim()
            : $"**{heading.Trim()}**\n\n{passage.Text.Trim()}";

    private static bool Shows(string text, string heading) =>
        text.AsSpan().TrimStart("#* \n").StartsWith(heading.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
}
