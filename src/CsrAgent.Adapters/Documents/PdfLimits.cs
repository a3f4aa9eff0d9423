using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace CsrAgent.Adapters.Documents;

/// <summary>Unpacks the streams of one file as the library does, up to a limit for all of them: 3 MB can hold 3 GB.</summary>
internal sealed class PdfLimits : IFilterProvider
{
    public const long MaxLength = 100_000_000;

    private readonly IFilterProvider _inner = DefaultFilterProvider.Instance;
    private long _length;
    private bool _isExceeded;

    /// <summary>The library goes on after some errors.</summary>
    public void ThrowIfExceeded()
    {
        if (_isExceeded) throw Exceeded();
    }

    /// <summary>What the pages draw is unpacked twice: to count it, and to draw it.</summary>
    public void Restart()
    {
        ThrowIfExceeded();
        _length = 0;
    }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Limited(_inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Limited(_inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Limited(_inner.GetAllFilters());

    private IReadOnlyList<IFilter> Limited(IReadOnlyList<IFilter> filters) => [.. filters.Select(each => new LimitedFilter(each, this))];

    private void Take(long length)
    {
        _length += length;
        if (_length > MaxLength) throw Exceeded();
    }

    private FormatException Exceeded()
    {
        _isExceeded = true;
        return new FormatException("The file is far larger than it looks when unpacked. Print it to a new PDF, or split it.");
    }

    private sealed class LimitedFilter(IFilter inner, PdfLimits limits) : IFilter
    {
        // What a byte can be unpacked to at most.
        private const int MaxRatio = 1_032;
        private const int MaxLzwLength = 2_000_000;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken dictionary, IFilterProvider provider, int index)
        {
            if (inner is FlateFilter && input.Length * (long)MaxRatio > MaxLength - limits._length) TakeUnpacked(input);
            if (inner is LzwFilter && input.Length > MaxLzwLength) throw limits.Exceeded();
            var output = inner.Decode(input, dictionary, provider, index);
            limits.Take(output.Length);
            return output;
        }

        /// <summary>Unpacks it once without keeping it.</summary>
        private void TakeUnpacked(Memory<byte> input)
        {
            var (buffer, before) = (new byte[64 * 1024], limits._length);
            using var stream = new ZLibStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            try
            {
                while (stream.Read(buffer) is var count and > 0) limits.Take(count);
            }
            catch (InvalidDataException)
            {
                // The library makes do with what comes before the damage.
            }
            limits._length = before;
        }
    }
}
