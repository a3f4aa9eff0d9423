using System.IO.Compression;
using System.Xml;

namespace CsrAgent.Adapters.Website;

/// <summary>One file of a sitemap: pages, or further files.</summary>
/// <param name="Pages">Addresses, as written there.</param>
/// <param name="Files">Addresses of further files.</param>
internal sealed record Sitemap(IReadOnlyList<string> Pages, IReadOnlyList<string> Files)
{
    // As the protocol allows.
    private const int MaxLength = 50_000_000;
    private const int MaxAddresses = 50_000;

    /// <exception cref="WebsiteException">It is no sitemap.</exception>
    public static Sitemap Read(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(
                Open(content),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MaxLength, CloseInput = true }
            );
            reader.MoveToContent();
            return reader.LocalName switch
            {
                "urlset" => new(AddressesIn(reader, "url"), []),
                "sitemapindex" => new([], AddressesIn(reader, "sitemap")),
                var other => throw new WebsiteException($"It is no sitemap, but <{other}>."),
            };
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            throw new WebsiteException($"It is no sitemap: {e.Message}", e);
        }
    }

    private static Stream Open(byte[] content) =>
        content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])
            ? new GZipStream(new MemoryStream(content), CompressionMode.Decompress)
            : new MemoryStream(content);

    /// <summary>Images and videos of a page have addresses too, deeper in it.</summary>
    private static List<string> AddressesIn(XmlReader reader, string name)
    {
        var (found, parent) = (new List<string>(), "");
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.Depth == 1) parent = reader.LocalName;
            if (reader.Depth != 2 || parent != name || reader.LocalName != "loc") continue;
            if (found.Count == MaxAddresses) throw new WebsiteException($"It is no sitemap: it has more than {MaxAddresses} addresses.");
            found.Add(reader.ReadElementContentAsString().Trim());
        }
        return found;
    }
}
