using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace CsrAgent.Adapters.Documents;

/// <summary>
/// Counts what the pages of a file draw, before the library draws it. A drawing may consist of ten others, and these of ten each: a file
/// of 2 KB can take years. The library keeps an object for each letter, and ends the process where drawings contain each other.
/// </summary>
internal sealed class PdfDrawings(IPdfTokenScanner scanner, ILookupFilterProvider filters) : IPageFactory<PdfDrawings.Page>
{
    /// <summary>In tokens of a page's description: 20 MB of it, half a million letters, or 300 MB in the library.</summary>
    public const long MaxPageCost = 5_000_000;

    /// <summary>Half a minute of a busy processor.</summary>
    public const long MaxFileCost = 50_000_000;

    // In tokens, by the time and memory that they take.
    private const int LetterCost = 10;
    private const int DrawingCost = 100;

    // The library goes into each by recursion. Programs nest them ten deep at most.
    private const int MaxDepth = 50;
    private const int MaxTokenDepth = 256;

    private const string Remedy = "Print it to a new PDF, or split it.";

    private readonly PdfResources _resources = new(scanner);
    private readonly Dictionary<IndirectReference, long> _known = [];
    private readonly HashSet<IndirectReference> _open = [];
    private long _tokens;

    /// <summary>How many tokens were read for the count: what a drawing consists of is read once, however often it is drawn.</summary>
    public long Tokens => _tokens;

    /// <summary>What it would cost to draw the file's pages.</summary>
    /// <exception cref="FormatException">They draw more than a document for people does.</exception>
    public long Count(PdfDocument document)
    {
        document.AddPageFactory(this);
        var cost = 0L;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            cost += document.GetPage<Page>(number).Cost;
            if (cost > MaxFileCost) throw new FormatException($"Its pages draw far more than people can read. {Remedy}");
        }
        return cost;
    }

    public Page Create(int number, DictionaryToken dictionary, PageTreeMembers pageTreeMembers, NamedDestinations namedDestinations)
    {
        var levels = 0;
        foreach (var resources in pageTreeMembers.ParentResources) Enter(resources);
        if (dictionary.TryGet<DictionaryToken>(NameToken.Resources, scanner, out var own)) Enter(own);
        var cost = dictionary.TryGet(NameToken.Contents, out var contents) ? CostOf(WholeOf(contents), out _) : 0;
        for (; levels > 0; levels--) _resources.Leave();
        return new Page(cost);

        void Enter(DictionaryToken resources)
        {
            // Once a page, whatever it costs.
            _resources.Enter(resources);
            levels++;
        }
    }

    /// <summary>A page's description may be in parts, which are read as one.</summary>
    private ReadOnlyMemory<byte> WholeOf(IToken contents)
    {
        if (contents is IndirectReferenceToken reference) contents = scanner.Get(reference.Data)?.Data ?? contents;
        if (contents is StreamToken single) return single.Decode(filters, scanner);
        if (contents is not ArrayToken parts) return default;
        using var whole = new MemoryStream();
        foreach (var part in parts.Data.OfType<IndirectReferenceToken>().Select(part => scanner.Get(part.Data)?.Data).OfType<StreamToken>())
        {
            whole.Write(part.Decode(filters, scanner).Span);
            whole.WriteByte((byte)'\n');
            if (whole.Length > PdfLimits.MaxLength) throw TooMuch();
        }
        return whole.ToArray();
    }

    /// <param name="outermost">The depth of the outermost resources that a name was found in; 0 if one was found nowhere.</param>
    private long CostOf(ReadOnlyMemory<byte> description, out int outermost)
    {
        var (cost, names) = (0L, new List<NameToken>());
        outermost = int.MaxValue;
        var tokens = new CoreTokenScanner(new MemoryInputBytes(description), false, new(MaxTokenDepth), useLenientParsing: true);
        while (tokens.MoveNext())
        {
            cost++;
            if (++_tokens > MaxFileCost) throw TooMuch();
            if (tokens.CurrentToken is NameToken name) names.Add(name);
            else if (tokens.CurrentToken is OperatorToken { Data: "Do" }) cost += CostOf(names, ref outermost);
            else cost += CostOf(tokens.CurrentToken);
            if (tokens.CurrentToken is OperatorToken) names.Clear();
            if (cost > MaxPageCost) throw TooMuch();
        }
        return cost;
    }

    private static long CostOf(IToken token) =>
        token switch
        {
            StringToken text => text.Data.Length * (long)LetterCost,
            HexToken text => text.Bytes.Length * (long)LetterCost,
            ArrayToken texts => texts.Data.Count + texts.Data.Where(each => each is not ArrayToken).Sum(CostOf),
            InlineImageDataToken => DrawingCost,
            _ => 0,
        };

    private long CostOf(List<NameToken> names, ref int outermost)
    {
        var cost = 0L;
        foreach (var name in names)
        {
            var (drawing, depth) = _resources.Find(name.Data);
            outermost = Math.Min(outermost, depth);
            if (depth > 0) cost += DrawingCost + CostOf(drawing, ref outermost);
        }
        return cost;
    }

    private long CostOf(IndirectReference reference, ref int outermost)
    {
        if (_known.TryGetValue(reference, out var known)) return known;
        if (scanner.Get(reference)?.Data is not StreamToken stream || !IsForm(stream.StreamDictionary)) return _known[reference] = 0;
        if (!_open.Add(reference)) throw new FormatException($"It has drawings that contain each other. {Remedy}");
        if (_open.Count > MaxDepth) throw new FormatException($"Its drawings are more than {MaxDepth} deep within each other. {Remedy}");
        var depth = _resources.Depth;
        var own = stream.StreamDictionary.TryGet<DictionaryToken>(NameToken.Resources, scanner, out var resources) ? resources : null;
        var cost = own is null ? 0 : _resources.Enter(own);
        cost += CostOf(stream.Decode(filters, scanner), out var found);
        if (own is not null) _resources.Leave();
        _open.Remove(reference);
        // Names that it leaves to others to say may mean something else the next time.
        if (found > depth) _known[reference] = cost;
        outermost = Math.Min(outermost, found);
        return cost;
    }

    private bool IsForm(DictionaryToken drawing) =>
        !drawing.TryGet<NameToken>(NameToken.Subtype, scanner, out var kind) || kind.Data is not ("Image" or "PS");

    private static FormatException TooMuch() =>
        new($"One of its pages draws far more than people can read, such as drawings that consist of drawings. {Remedy}");

    /// <param name="Cost">In tokens of a page's description.</param>
    internal sealed record Page(long Cost);
}
