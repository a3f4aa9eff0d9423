using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Whether a number of an answer is an article's for the same subject: where an article has it beside "Germany" only, it is no source for
/// Canada; where it has it of one product, it is none for another's. The unit of the articles (a sentence, a table's cell) that has most of
/// the answer's words says what is so; where it has another quantity of the kind, and those that have this one share few words with the
/// answer, the quantity is misplaced. Judged only where the passages are in the answer's language and nothing else gave the number.
/// </summary>
/// <param name="passages">What was found.</param>
/// <param name="sources">All that the model was given: what tools returned and people said is believed.</param>
/// <param name="language">The answer's.</param>
/// <param name="question">The customer's, whose words a short answer leaves out: "It takes two weeks."</param>
internal sealed partial class FactSubjects(
    Func<IReadOnlyList<PassageHit>> passages,
    Func<IReadOnlyList<SourceText>> sources,
    string language,
    string question = ""
)
{
    /// <summary>A unit that has less of the sentence than this share of what the nearest one has is about something else.</summary>
    private const double MinShare = 0.5;

    /// <summary>Only a unit that has this share of the sentence is near enough to contradict it: others say it in other words.</summary>
    private const double MinKnown = 0.7;

    /// <summary>Fewer words of its own do not say what a sentence is about: the question's do.</summary>
    private const int FewWords = 3;

    /// <summary>Of the question's words, since an answer leaves out what was asked about: "It takes two weeks."</summary>
    private const double OfQuestion = 0.5;

    /// <summary>A word of a heading counts less than one of the unit.</summary>
    private const double OfContext = 0.5;

    private readonly HashSet<ulong> _asked = [.. WordHashes.Of(question).Where(word => !WordHashes.IsNumber(word))];

    private (int Passages, FactUnit[] Units)? _units;

    /// <summary>The first quantity that stands beside another subject only, or null.</summary>
    public string? FindMisplaced(string sentence)
    {
        var plain = StatedFacts.WithoutLinks(NumberText.InAsciiDigits(sentence));
        var stated = QuantityText
            .MoneyIn(plain, language)
            .Concat(QuantityText.In(plain, language))
            .Concat(ClockText.In(plain).Select(ClockText.Stated))
            .ToArray();
        if (stated.Length == 0 || Units() is not { Length: > 0 } units) return null;
        var own = FactUnit.OfSentence(plain);
        var cells = units.Select(unit => unit.Cell).OfType<TableCell>().ToArray();
        foreach (var quantity in stated)
        {
            var holders = units.Where(unit => unit.Quantities.Overlaps(quantity.Meanings)).ToArray();
            if (holders.Length == 0) continue;
            var itself = WordHashes.Of(plain.AsSpan(quantity.Index, quantity.Length));
            HashSet<ulong>[] readings = [[.. own.Words], WordHashes.Of(ClauseAt(plain, quantity.Index).Text)];
            foreach (var words in readings) words.ExceptWith(itself);
            var isOfSomethingElse =
                IsBesideItsCell(plain, quantity, holders, cells)
                || readings.All(words => IsOfSomethingElse(words, quantity, holders, units));
            var isMisplaced =
                isOfSomethingElse && !IsCalculated(plain, quantity)
                || IsOnAnotherDay(own, quantity, holders)
                || IsOfAnotherPlace(own, quantity, holders, units);
            if (isMisplaced && !IsReported(quantity)) return plain.Substring(quantity.Index, quantity.Length);
        }

        return null;
    }

    // A row's name may have the number itself: "Home 50".
    private static bool IsBesideItsCell(string plain, StatedQuantity quantity, FactUnit[] holders, TableCell[] cells)
    {
        if (!holders.All(unit => unit.Cell is not null)) return false;
        var (clause, at) = ClauseAt(plain, quantity.Index);
        var near = TableCell.NamesIn(clause.Remove(at, Math.Min(quantity.Length, clause.Length - at)));
        var whole = TableCell.NamesIn(plain.Remove(quantity.Index, quantity.Length));
        return holders.All(unit => unit.Cell!.IsBeside(near, whole, cells));
    }

    /// <summary>From where on a growing sentence has to wait until its subject is known; its length when it need not.</summary>
    public int HoldFrom(string sentence)
    {
        if (Units() is not { Length: > 0 } units) return sentence.Length;
        var plain = NumberText.InAsciiDigits(sentence);
        var hold = sentence.Length;
        if (plain.AsSpan().ContainsAnyInRange('0', '9'))
        {
            foreach (Match number in NumberText.Digits(plain))
            {
                if (NumberText.Values(number.Value).Any(IsHeld)) hold = Math.Min(hold, number.Index);
            }
        }
        foreach (var (at, _, value) in WordedNumbers.Of(language).In(plain))
        {
            if (value > 1 && at < hold && IsHeld(value)) hold = at;
        }
        return QuantityText.FindFree(plain) is >= 0 and var free && free < hold && units.Any(IsPriced) ? free : hold;

        bool IsHeld(decimal value) => Array.Exists(units, unit => unit.Numbers.Contains(value));
    }

    private static bool IsPriced(FactUnit unit) => unit.Quantities.Any(quantity => quantity.Kind == QuantityKind.Money);

    // A tool's result has its units elsewhere, or nowhere.
    private bool IsReported(StatedQuantity quantity) =>
        sources()
            .Any(source =>
                !source.IsPassage
                && (source.Quantities.Overlaps(quantity.Meanings) || !source.IsCustomers && source.Numbers.Contains(quantity.Number))
            );

    // "2 x $20 = $40" says nothing of what costs $40.
    private bool IsCalculated(string text, StatedQuantity quantity) =>
        quantity.Meanings[0].Kind == QuantityKind.Money
        && NumberText.Digits(text).FirstOrDefault(number => number.Index == quantity.Index) is { } number
        && Calculation.GivesNumber(text, number, sources(), language);

    // "Cancel within an hour, or send it back within 30 days" is about two subjects.
    private static (string Text, int At) ClauseAt(string sentence, int at)
    {
        var (start, end) = (0, sentence.Length);
        foreach (var mark in ClauseMark().EnumerateMatches(sentence))
        {
            if (mark.Index + mark.Length <= at) start = mark.Index + mark.Length;
            if (mark.Index <= at) continue;
            end = mark.Index;
            break;
        }

        return (sentence[start..end], at - start);
    }

    [GeneratedRegex(
        @"[,;:()|\n](?!\d)|\s(?:and|or|but|und|oder|aber|et|ou|mais|y|o|pero|e|ma|mas|en|of|maar)\s|[，、；]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ClauseMark();

    /// <summary>What is nearest to these words has another quantity, and what has this one is far from them.</summary>
    private bool IsOfSomethingElse(HashSet<ulong> words, StatedQuantity quantity, FactUnit[] holders, FactUnit[] units)
    {
        var weights = Weights(words, units);
        if (OfKind(quantity, units).MaxBy(unit => Score(unit, weights)) is not { } nearest) return false;
        IReadOnlySet<ulong> said = words.Count(weights.ContainsKey) < FewWords ? words.Union(_asked).ToHashSet() : words;
        var known = said.Where(nearest.Words.Contains).Sum(word => weights.GetValueOrDefault(word));
        return known >= MinKnown * said.Sum(word => weights.GetValueOrDefault(word))
            && holders.Max(unit => Score(unit, weights)) < MinShare * Score(nearest, weights);
    }

    private static IEnumerable<FactUnit> OfKind(StatedQuantity quantity, FactUnit[] units)
    {
        var kinds = quantity.Meanings.Select(meaning => meaning.Kind).ToHashSet();
        return units.Where(unit => unit.Quantities.Any(other => IsKind(other.Kind, kinds)));
    }

    // "Saturday from 9 to 5" says nothing of Sundays.
    private static bool IsOnAnotherDay(FactUnit own, StatedQuantity quantity, FactUnit[] holders) =>
        quantity.Meanings[0].Kind == QuantityKind.Clock
        && own.Weekdays.Count > 0
        && holders.All(unit => unit.Weekdays.Count > 0 && !own.Weekdays.IsSubsetOf(unit.Weekdays));

    // Where it has other places, and this one is left out, has a quantity of its own, or is named nowhere.
    private bool IsOfAnotherPlace(FactUnit own, StatedQuantity quantity, FactUnit[] holders, FactUnit[] units)
    {
        var places = PlaceLimits.WithTheirUnion(own.Places);
        if (places.Count == 0 || holders.Any(unit => unit.Names(places))) return false;
        var found = passages().Select(KnownPassage.Of).ToArray();
        if (found.Any(passage => passage.LeftOut.Any(left => places.Contains(left.Name) && left.IsOf(own.Words)))) return true;
        var weights = Weights(own.Words, units);
        var near = MinShare * holders.Max(unit => Score(unit, weights));
        var isNamed = found.Any(passage => own.Places.Any(passage.Source.Contains));
        return holders.Where(unit => Score(unit, weights) >= near).All(unit => unit.Places.Count > 0)
            && (!isNamed || OfKind(quantity, units).Any(unit => unit.Names(own.Places)));
    }

    private static bool IsKind(QuantityKind kind, HashSet<QuantityKind> kinds) =>
        kinds.Contains(kind)
        || kind == QuantityKind.Time && kinds.Contains(QuantityKind.Months)
        || kind == QuantityKind.Months && kinds.Contains(QuantityKind.Time);

    private static double Score(FactUnit unit, Dictionary<ulong, double> weights) =>
        unit.Words.Sum(word => weights.GetValueOrDefault(word) * (unit.OwnWords.Contains(word) ? 1 : OfContext));

    private Dictionary<ulong, double> Weights(HashSet<ulong> words, FactUnit[] units)
    {
        var weights = words.Where(word => !WordHashes.IsNumber(word)).ToDictionary(word => word, Rarity);
        foreach (var word in _asked) weights.TryAdd(word, OfQuestion * Rarity(word));
        return weights;

        double Rarity(ulong word) => Math.Log((units.Length + 1.0) / (units.Count(unit => unit.Words.Contains(word)) + 0.5));
    }

    // The passages grow while tools run.
    private FactUnit[] Units()
    {
        var hits = passages();
        if (_units is { } known && known.Passages == hits.Count) return known.Units;
        FactUnit[] units = hits.Any(hit => hit.Language != language) ? [] : [.. hits.SelectMany(hit => KnownPassage.Of(hit).Units)];
        _units = (hits.Count, units);
        return units;
    }
}
