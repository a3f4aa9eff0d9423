namespace CsrAgent.Languages.Patterns;

/// <summary>Reads the notation that <see cref="TextPatterns"/> describes.</summary>
internal sealed class TextPatternParser(Vocabulary vocabulary)
{
    private readonly Dictionary<string, string> _classes = new(StringComparer.Ordinal);
    private string _label = "";

    public IEnumerable<TextPattern> Read(string text)
    {
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                _label = line[1..^1];
            }
            else if (line[0] == '@' && line.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var equals)
            {
                _classes[line[1..equals]] = string.Join('|', line[(equals + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
            else
            {
                foreach (var phrase in line.Split(" / ")) yield return ReadPattern(_label, phrase);
            }
        }
    }

    public TextPattern ReadPattern(string label, string line)
    {
        var slots = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(ReadItem).ToArray();
        if (!slots.Any(slot => slot.Choices.Length > 0 && !slot.Optional))
        {
            throw new FormatException($"The phrase '{line}' has no required word: add one.");
        }
        return new TextPattern(label, slots);
    }

    private IEnumerable<PatternSlot> ReadItem(string item) =>
        item switch
        {
            "^" or "$" => [new PatternSlot { Edge = item[0] }],
            "?" or "!" or "." => [new PatternSlot { Choices = [Row(item)] }],
            ['~', var digit] when char.IsAsciiDigit(digit) => [new PatternSlot { Gap = digit - '0' }],
            [.., '?'] => [ReadChoice(item[..^1]) with { Optional = true }],
            _ => [ReadChoice(item)],
        };

    private PatternSlot ReadChoice(string item)
    {
        if (item[0] == '@')
        {
            item = _classes.TryGetValue(item[1..], out var members)
                ? members
                : throw new FormatException(
                    $"The word class '{item}' is not defined: define it above its first use, as '{item} = one two'."
                );
        }
        else if (item[0] == '(' && item[^1] == ')')
        {
            item = item[1..^1];
        }

        var choices = item.Split('|');
        return new PatternSlot { Choices = [.. choices.Where(choice => choice != "$").Select(Row)], OrEnd = choices.Contains("$") };
    }

    private int[] Row(string choice)
    {
        var prefix = choice.EndsWith('*');
        var words = Words.Of(prefix ? choice[..^1] : choice);
        if (words.Count == 0) throw new FormatException($"'{choice}' has no letters: a phrase consists of words.");
        var row = new int[words.Count];
        for (var i = 0; i < row.Length; i++) row[i] = vocabulary.Add(words[i], prefix && i == row.Length - 1);
        return row;
    }
}
