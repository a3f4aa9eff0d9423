using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// Reads from the index how strongly each passage holds a term: BM25 with all fields of a passage taken together before they saturate,
/// so that a word in the title and in the text counts for more than in either, but not twice.
/// </summary>
internal sealed class TermReader(DirectoryReader reader, string language)
{
    private const float Saturation = 1.2f;

    // BM25 of a word that stands in the title, a tag, a heading and the text.
    private const float Full = 0.87f;

    private readonly Field[] _fields = [.. KnowledgeFields.Boosts.Select(boost => FieldOf(reader, boost, language))];

    /// <summary>Impact, 0..1, by passage.</summary>
    public Dictionary<int, float> Read(string term)
    {
        var found = new Dictionary<int, float>();
        var bytes = new BytesRef(term);
        foreach (var leaf in reader.Leaves)
        {
            foreach (var field in _fields) Add(leaf, field, bytes, found);
        }
        foreach (var (passage, mentions) in found) found[passage] = ImpactOf(mentions);
        return found;
    }

    /// <summary>All terms of the titles, tags, headings and texts.</summary>
    public IEnumerable<string> All()
    {
        foreach (var field in _fields)
        {
            if (MultiFields.GetTerms(reader, field.Name) is not { } terms) continue;
            var each = terms.GetEnumerator();
            while (each.MoveNext()) yield return each.Term.Utf8ToString();
        }
    }

    private static void Add(AtomicReaderContext leaf, Field field, BytesRef term, Dictionary<int, float> found)
    {
        if (leaf.AtomicReader.GetTerms(field.Name)?.GetEnumerator() is not { } terms || !terms.SeekExact(term)) return;
        var norms = leaf.AtomicReader.GetNormValues(field.Name);
        var passages = terms.Docs(leaf.AtomicReader.LiveDocs, null);
        for (var at = passages.NextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = passages.NextDoc())
        {
            var passage = leaf.DocBase + at;
            var dilution = 1 - field.Dilution + (field.Dilution * LengthOf(norms.Get(at)) / field.AverageLength);
            found[passage] = found.GetValueOrDefault(passage) + (field.Boost * passages.Freq / dilution);
        }
    }

    private static Field FieldOf(DirectoryReader reader, (string Prefix, float Boost, float Dilution) boost, string language)
    {
        var name = boost.Prefix + language;
        var (count, total) = (Math.Max(1, reader.GetDocCount(name)), reader.GetSumTotalTermFreq(name));
        return new Field(name, boost.Boost, boost.Dilution, Math.Max(1, total / (float)count));
    }

    // Squared: one mention in passing is no sign that the passage is about the word; a place in the title is.
    private static float ImpactOf(float mentions)
    {
        var share = Math.Min(1, mentions / (Saturation + mentions) / Full);
        return share * share;
    }

    // The inverse of how BM25Similarity writes a field's length.
    private static float LengthOf(long norm)
    {
        var root = SmallSingle.SByte315ToSingle((sbyte)norm);
        return root > 0 ? 1 / (root * root) : 1;
    }

    private sealed record Field(string Name, float Boost, float Dilution, float AverageLength);
}
