using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Host.Pages;

/// <summary>A file as browsers get it.</summary>
/// <param name="Name">Under the server's address; with a hash where the content never changes, as in <c>csr/panel.1f0c….js</c>.</param>
/// <param name="IsImmutable">Its name changes with its content, so that browsers never have to ask for it again.</param>
internal sealed record PageFile(string Name, byte[] Content, string Type, string Hash, bool IsImmutable)
{
    private const int HashLength = 16;

    /// <summary>Once for all visitors, so it may take longer than for one; the last steps would take ten times that.</summary>
    private const int Quality = 9;

    private readonly Lazy<byte[]> _brotli = new(() => Compress(Content));

    public byte[] Brotli => _brotli.Value;

    public static PageFile Fixed(string name, string text, string type) => Create(name, text, type, isImmutable: false);

    /// <param name="name">Without the hash.</param>
    public static PageFile Immutable(string name, string text, string type) => Create(name, text, type, isImmutable: true);

    private static PageFile Create(string name, string text, string type, bool isImmutable)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength];
        var dot = name.LastIndexOf('.');
        return new(isImmutable ? $"{name[..dot]}.{hash}{name[dot..]}" : name, content, type, hash, isImmutable);
    }

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, new BrotliCompressionOptions { Quality = Quality })) brotli.Write(content);
        return packed.ToArray();
    }
}
