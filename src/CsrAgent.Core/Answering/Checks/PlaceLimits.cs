using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks;

/// <summary>Places that an article leaves out: "We do not deliver to Canada", a list below "It is not available for".</summary>
internal static partial class PlaceLimits
{
    private const string Union = "EU";

    /// <summary>The members of the European Union, in English, German, French and Spanish, and what it is called itself.</summary>
    private static readonly FrozenSet<string> OfTheUnion = Resource
        .Read("Answering.Checks.european-union.txt")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .SelectMany(line => line.Split('|'))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What is said of deliveries in general is said of every product.
    private static readonly HashSet<ulong> General = WordHashes.Of(
        "deliver delivery deliveries ship shipping shipped send sent serve served offer offered available countries other including orders"
            + " parcels items only address addresses service liefern lieferung versand versenden bestellungen länder"
            + " livraison livrons commandes pays entrega envío envíos pedidos países"
    );

    /// <summary>The places that a passage leaves out.</summary>
    /// <param name="title">Of its article, which "it" stands for.</param>
    /// <param name="passage">Its text.</param>
    public static List<LeftOutPlace> LeftOutBy(string title, string passage)
    {
        var found = new List<LeftOutPlace>();
        HashSet<ulong>? listed = null;
        var header = "";
        foreach (var sentence in Sentences.Split(passage).Where(sentence => sentence.Length > 0))
        {
            if (sentence[0] == '|')
            {
                if (header.Length == 0) header = sentence;
                found.AddRange(InRow(header, sentence));
                continue;
            }
            header = "";
            var isItem = sentence[0] is '-' or '*' or '•';
            if (!isItem) listed = ListSubject(title, sentence);
            else if (listed is not null) found.AddRange(FactUnit.NamesIn(sentence).Select(name => new LeftOutPlace(name, listed)));
            foreach (var clause in Clauses().Split(sentence))
            {
                if (Denial().Match(clause) is not { Success: true } denial) continue;
                var after = FactUnit.PlacesIn(clause[denial.Index..]);
                var names = after.Count > 0 ? after : FactUnit.NamesIn(clause[..denial.Index]);
                var subject = SubjectOf(title, clause[..denial.Index], names);
                found.AddRange(names.Select(name => new LeftOutPlace(name, subject)));
            }
        }

        return found;
    }

    // "It is not available for", before a list.
    private static HashSet<ulong>? ListSubject(string title, string sentence) =>
        sentence.TrimEnd() is [.., not ('.' or '!')] && Denial().Match(sentence) is { Success: true } denial
            ? SubjectOf(title, sentence[..denial.Index])
            : null;

    // "| Express | $12 | not offered |" below "| Option | US | EU |".
    private static IEnumerable<LeftOutPlace> InRow(string header, string row)
    {
        var (heads, cells) = (header.Split('|'), row.Split('|'));
        for (var i = 2; i < Math.Min(heads.Length, cells.Length); i++)
        {
            if (!Denial().IsMatch(cells[i]) && !Nothing().IsMatch(cells[i])) continue;
            var subject = WordHashes.Of(cells[1]);
            foreach (var name in FactUnit.NamesIn(heads[i])) yield return new(name, subject);
        }
    }

    private static HashSet<ulong> SubjectOf(string title, string words, IEnumerable<string>? names = null)
    {
        var subject = WordHashes.Of(Pronoun().IsMatch(words) ? title : words);
        foreach (var name in names ?? []) subject.ExceptWith(WordHashes.Of(name));
        subject.ExceptWith(General);
        return subject;
    }

    /// <summary>The places, what else they are called, and what they are part of.</summary>
    public static IReadOnlyList<string> WithTheirUnion(IReadOnlyList<string> places)
    {
        if (places.Any(OfTheUnion.Contains)) return [.. places, Union];
        if (places.Contains("UK")) return [.. places, "Kingdom"];
        return places.Contains("Kingdom") ? [.. places, "UK"] : places;
    }

    [GeneratedRegex(@"^\s*(?:no|none|n/a|[-–—✗✘×])\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^[\s*_-]*(?:it|this|they|es|das|dies|il|elle|cela|esto)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@";|:\s|\s(?:but|aber|mais|pero|ma|mas|maar)\s")]
    private static partial Regex Clauses();

    [GeneratedRegex(
        @"n['’]t(?!\p{L})|(?<!\p{L})(?:not|never|no longer|except|excluding|outside|nicht|kein\w*|außer|ausgenommen"
            + @"|ne|pas|sauf|hors|no|salvo|excepto"
            + @"|fuera|non|tranne|eccetto|não|exceto|fora|niet|geen|behalve|buiten)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Denial();
}
