using System.Text.RegularExpressions;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Whether a number of an answer is an article's for the same subject: where an article has it beside "Germany" only, it is no source for
/// Canada; where it has it in the row of one product, it is none for another's. Judged only where the passages are in the answer's
/// language
/// and nothing else gave the number.
/// </summary>
/// <param name="passages">What was found.</param>
/// <param name="sources">All that the model was given: what tools returned and people said is believed.</param>
/// <param name="language">The answer's.</param>
internal sealed class FactSubjects(Func<IReadOnlyList<PassageHit>> passages, Func<IReadOnlyList<SourceText>> sources, string language)
{
    /// <summary>The first number that stands beside another subject only, or null.</summary>
    public string? FindMisplaced(string sentence)
    {
        var plain = NumberText.InAsciiDigits(sentence);
        if (!plain.AsSpan().ContainsAnyInRange('0', '9')) return null;
        FactUnit[]? units = null;
        FactUnit? own = null;
        var isCalculated = StatedFacts.IsCalculation(plain);
        foreach (Match number in NumberText.Digits(plain))
        {
            var isMoney = StatedFacts.IsMoney(plain, number);
            if (!isMoney && !StatedFacts.IsMeasure(plain, number)) continue;
            units ??= Units();
            own ??= FactUnit.Of(sentence, "", language);
            var values = NumberText.Values(number.Value).ToArray();
            if (units.Length > 0 && IsMisplaced(own, units, values, isMoney && !isCalculated)) return number.Value;
        }

        return null;
    }

    /// <summary>From where on a growing sentence has to wait until its subject is known; its length when it need not.</summary>
    public int HoldFrom(string sentence)
    {
        var plain = NumberText.InAsciiDigits(sentence);
        FactUnit[]? units = null;
        foreach (Match number in NumberText.Digits(plain))
        {
            units ??= Units();
            var values = NumberText.Values(number.Value).ToArray();
            if (units.Any(unit => (unit.HasAmount || unit.Places.Count > 0) && unit.Numbers.Overlaps(values))) return number.Index;
        }

        return sentence.Length;
    }

    private bool IsMisplaced(FactUnit own, FactUnit[] units, decimal[] values, bool isMoney)
    {
        var holders = units.Where(unit => unit.Numbers.Overlaps(values)).ToArray();
        if (holders.Length == 0 || sources().Any(source => IsReport(source) && source.Numbers.Overlaps(values))) return false;
        if (own.Places.Count > 0 && holders.All(unit => unit.Places.Count > 0 && !unit.Names(own.Places))) return true;
        return isMoney && units.Any(other => other.HasAmount && !holders.Contains(other) && IsSaidOf(own, other, holders));
    }

    private static bool IsReport(SourceText source) => !source.IsPassage && !source.IsCustomers;

    // "A replacement costs $40" has a word of the sentence on replacements, and none of its own of the one that has the number.
    private static bool IsSaidOf(FactUnit own, FactUnit other, FactUnit[] holders)
    {
        var held = holders.SelectMany(unit => unit.Words).ToHashSet();
        return own.Words.Any(word => IsOwn(word, other.Words, held)) && !own.Words.Any(word => IsOwn(word, held, other.Words));
    }

    private static bool IsOwn(ulong word, HashSet<ulong> words, HashSet<ulong> others) =>
        !WordHashes.IsNumber(word) && words.Contains(word) && !others.Contains(word);

    private FactUnit[] Units()
    {
        var hits = passages();
        return hits.Any(hit => hit.Language != language) ? [] : [.. hits.SelectMany(hit => KnownPassage.Of(hit).Units)];
    }
}
