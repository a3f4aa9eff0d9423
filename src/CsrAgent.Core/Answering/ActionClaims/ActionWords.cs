namespace CsrAgent.Answering.ActionClaims;

/// <summary>A list of action words, some of them given by how they begin or end.</summary>
internal sealed class ActionWords(IReadOnlyList<string> entries)
{
    private readonly HashSet<string> _whole = [.. entries.Where(entry => !IsException(entry) && !entry.Contains('*'))];
    private readonly HashSet<string> _exceptions = [.. entries.Where(IsException).Select(entry => entry[1..])];
    private readonly Forms _forms = new(entries.Where(entry => !IsException(entry) && entry.Contains('*')));
    private readonly Forms _exceptedForms = new(entries.Where(IsException).Select(entry => entry[1..]).Where(entry => entry.Contains('*')));

    public bool Contains(string word) =>
        _whole.Contains(word) || _forms.Fit(word) && !_exceptions.Contains(word) && !_exceptedForms.Fit(word);

    private static bool IsException(string entry) => entry.StartsWith('!');

    /// <summary>Words with gaps, found by their first letter, or by their last if the gap comes first.</summary>
    private sealed class Forms(IEnumerable<string> entries)
    {
        private readonly bool _fitsAll = entries.Contains("*");

        private readonly Dictionary<(char Letter, bool IsFirst), string[][]> _byLetter = entries
            .Where(entry => entry != "*")
            .Select(entry => entry.Split('*'))
            .GroupBy(form => form[0].Length > 0 ? (form[0][0], true) : (form[^1][^1], false))
            .ToDictionary(group => group.Key, group => group.ToArray());

        public bool Fit(string word) => _fitsAll || word.Length > 0 && (FitsAny(word, (word[0], true)) || FitsAny(word, (word[^1], false)));

        private bool FitsAny(string word, (char Letter, bool IsFirst) key)
        {
            if (!_byLetter.TryGetValue(key, out var forms)) return false;
            foreach (var form in forms)
            {
                if (Fits(word, form)) return true;
            }

            return false;
        }

        // "*ge*t" has a part that stands anywhere between beginning and end.
        private static bool Fits(string word, string[] form)
        {
            var at = form[0].Length;
            if (!word.StartsWith(form[0], StringComparison.Ordinal) || !word.EndsWith(form[^1], StringComparison.Ordinal)) return false;
            foreach (var part in form.AsSpan(1, form.Length - 2))
            {
                var found = word.IndexOf(part, at, StringComparison.Ordinal);
                if (found < 0) return false;
                at = found + part.Length;
            }

            return word.Length - at >= form[^1].Length;
        }
    }
}
