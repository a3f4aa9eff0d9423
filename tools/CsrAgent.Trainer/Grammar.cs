using System.Text;

namespace CsrAgent.Trainer;

/// <summary>
/// Makes messages from patterns; the notation is told in "service.grammar.txt". The same file gives the same messages every time.
/// </summary>
internal static class Grammar
{
    public static IEnumerable<(string Marks, string Text)> Read(string name)
    {
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var random = new SeededRandom(20);
        var (marks, count) = ("", 0);
        foreach (var line in TrainerTexts.Lines(name))
        {
            if (line.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var equals && line[..equals].All(char.IsAsciiLetterOrDigit))
            {
                lists[line[..equals]] = [.. line[(equals + 3)..].Split('|').Select(item => item.Trim())];
            }
            else if (line[0] == '[' && line[^1] == ']')
            {
                (marks, count) = (line[1..3], int.Parse(line[4..^1], TrainerTexts.Culture));
            }
            else
            {
                foreach (var text in Enumerable.Range(0, count).Select(_ => Make(line, lists, random)).Distinct(StringComparer.Ordinal))
                {
                    yield return (marks, text);
                }
            }
        }
    }

    private static string Make(string pattern, Dictionary<string, string[]> lists, SeededRandom random)
    {
        var made = new StringBuilder();
        Append(pattern, lists, random, made);
        var text = made.Replace("  ", " ").Replace("  ", " ").Replace(" ,", ",").Replace(" .", ".").Replace(" ?", "?").ToString().Trim();
        // Not everybody writes as at school.
        return random.Next(5) switch
        {
            0 => text.ToLowerInvariant(),
            1 => text.Replace("'", "", StringComparison.Ordinal),
            2 when text.Length > 0 => char.ToUpperInvariant(text[0]) + text[1..],
            _ => text,
        };
    }

    private static void Append(string pattern, Dictionary<string, string[]> lists, SeededRandom random, StringBuilder made)
    {
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '{')
            {
                var end = pattern.IndexOf('}', at);
                var name = pattern[(at + 1)..end];
                var items =
                    lists.GetValueOrDefault(name)
                    ?? throw new FormatException($"'{{{name}}}' in '{pattern}' is not known: define the list above.");
                Append(items[random.Next(items.Length)], lists, random, made);
                at = end + 1;
            }
            else if (pattern[at] == '(' && (at == 0 || pattern[at - 1] != ':')) // and no face
            {
                var end = Close(pattern, at);
                var choices = Split(pattern[(at + 1)..end]);
                Append(choices[random.Next(choices.Count)], lists, random, made);
                at = end + 1;
            }
            else
            {
                made.Append(pattern[at++]);
            }
        }
    }

    private static int Close(string pattern, int at)
    {
        for (var depth = 0; at < pattern.Length; at++)
        {
            depth += pattern[at] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0) return at;
        }

        throw new FormatException($"'{pattern}' has a '(' without its ')'.");
    }

    private static List<string> Split(string choices)
    {
        var parts = new List<string>();
        var (depth, from) = (0, 0);
        for (var at = 0; at < choices.Length; at++)
        {
            depth += choices[at] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (choices[at] != '|' || depth != 0) continue;
            parts.Add(choices[from..at]);
            from = at + 1;
        }

        parts.Add(choices[from..]);
        return parts;
    }
}
