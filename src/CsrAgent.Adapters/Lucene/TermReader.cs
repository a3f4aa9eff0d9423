using CsrAgent.Knowledge.Ranking;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Reads the postings of a language's terms from the index.</summary>
internal sealed class TermReader(DirectoryReader reader, string language, int[] articleOf) : ITermIndex
{
    private readonly Field[] _fields = [.. SearchedField.All.Select(field => FieldOf(reader, field, language))];

    public TermPostings Read(string term)
    {
        var found = new Dictionary<int, float>();
        var bytes = new BytesRef(term);
        foreach (var leaf in reader.Leaves)
        {
            foreach (var field in _fields) Add(leaf, field, bytes, found);
        }
        foreach (var (passage, mentions) in found) found[passage] = TermImpact.Of(mentions);
        return new TermPostings(found, found.Keys.Select(passage => articleOf[passage]).Distinct().Count());
    }

    public IEnumerable<string> ReadAll()
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
            var mentions = field.Searched.Mentions(passages.Freq, LengthOf(norms.Get(at)), field.AverageLength);
            found[passage] = found.GetValueOrDefault(passage) + mentions;
        }
    }

    private static Field FieldOf(DirectoryReader reader, SearchedField field, string language)
    {
        var name = KnowledgeFields.Of(field, language);
        var (count, total) = (Math.Max(1, reader.GetDocCount(name)), reader.GetSumTotalTermFreq(name));
        return new Field(name, field, Math.Max(1, total / (float)count));
    }

    // The inverse of how BM25Similarity writes a field's length.
    private static float LengthOf(long norm)
    {
        var root = SmallSingle.SByte315ToSingle((sbyte)norm);
        return root > 0 ? 1 / (root * root) : 1;
    }

    private sealed record Field(string Name, SearchedField Searched, float AverageLength);
}
