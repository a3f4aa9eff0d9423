using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace CsrAgent.Adapters.Documents;

/// <summary>
/// Refuses a file that is far larger than it looks, or so deep that the library would take the process down: it reads elements within each
/// other by recursion.
/// </summary>
internal static class WordLimits
{
    private const int MaxLength = 50_000_000;
    private const int MaxDepth = 300;

    /// <summary>The lists of its parts, which the library reads at once. To be asked before the file is opened.</summary>
    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static void CheckLists(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries.Where(IsList)) Check(entry.Open);
    }

    /// <summary>To be asked before the part is read.</summary>
    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static void Check(OpenXmlPart? part)
    {
        if (part is not null) Check(() => part.GetStream(FileMode.Open, FileAccess.Read));
    }

    private static bool IsList(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    private static void Check(Func<Stream> open)
    {
        CheckLength(open);
        using var reader = XmlReader.Create(open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) throw new FormatException($"More than {MaxDepth} of its parts are within each other.");
        }
    }

    private static void CheckLength(Func<Stream> open)
    {
        using var stream = open();
        var (buffer, length) = (new byte[64 * 1024], 0L);
        while (stream.Read(buffer) is var count and > 0)
        {
            length += count;
            if (length > MaxLength) throw new FormatException($"It has more than {MaxLength} bytes when unpacked. Split it.");
        }
    }
}
