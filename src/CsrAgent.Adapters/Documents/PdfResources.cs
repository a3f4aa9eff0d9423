using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace CsrAgent.Adapters.Documents;

/// <summary>
/// The names that a page or a drawing in it may use, found in the innermost resources that have them, as the library does.
/// </summary>
internal sealed class PdfResources(IPdfTokenScanner scanner)
{
    // What the library reads anew each time that it enters resources. A font that is written out in them is parsed each time.
    private const int EntryCost = 20;
    private const int WrittenFontCost = 10_000;

    private readonly List<Dictionary<string, IndirectReference>> _levels = [];

    /// <summary>How many resources the current one is within.</summary>
    public int Depth => _levels.Count;

    /// <returns>What it costs the library.</returns>
    public long Enter(DictionaryToken resources)
    {
        var (names, cost) = (new Dictionary<string, IndirectReference>(StringComparer.Ordinal), 0L);
        foreach (var kind in resources.Data.Keys)
        {
            if (!resources.TryGet<DictionaryToken>(NameToken.Create(kind), scanner, out var entries)) continue;
            cost += entries.Data.Count * EntryCost;
            if (kind == NameToken.Font.Data) cost += entries.Data.Values.Count(each => each is DictionaryToken) * (long)WrittenFontCost;
            if (kind != NameToken.Xobject.Data) continue;
            foreach (var (name, drawing) in entries.Data)
            {
                if (drawing is IndirectReferenceToken reference) names[name] = reference.Data;
            }
        }
        _levels.Add(names);
        return cost;
    }

    public void Leave() => _levels.RemoveAt(_levels.Count - 1);

    /// <summary>Which drawing the name means here, and at which depth it was found; 0 if nowhere.</summary>
    public (IndirectReference Drawing, int Depth) Find(string name)
    {
        for (var depth = _levels.Count; depth > 0; depth--)
        {
            if (_levels[depth - 1].TryGetValue(name, out var drawing)) return (drawing, depth);
        }
        return default;
    }
}
