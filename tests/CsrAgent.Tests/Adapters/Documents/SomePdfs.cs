using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CsrAgent.Tests.Adapters.Documents;

/// <summary>PDF files made by hand, most of which no honest program would write.</summary>
internal static class SomePdfs
{
    private const string Helvetica = "/Font<</A<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";

    /// <summary>Encrypted with a password that nobody knows.</summary>
    public static byte[] Locked() =>
        Write(
            "/Encrypt 4 0 R/ID[<00><00>]",
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
            $"<</Filter/Standard/V 1/R 2/O<{new string('1', 64)}>/U<{new string('2', 64)}>/P -4>>"
        );

    /// <summary>Whose pages are parts of each other.</summary>
    public static byte[] Endless() => WithPages("3 0 R", "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>");

    /// <summary>With one page, between pages that are parts of each other.</summary>
    public static byte[] WithCircle() =>
        WithPages(
            "5 0 R 5 0 R 3 0 R",
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{Helvetica}>>>>",
            Stream("", "BT /A 9 Tf 9 700 Td (Once.) Tj ET"),
            "<</Type/Pages/Kids[2 0 R 2 0 R]/Parent 2 0 R/Count 1>>"
        );

    /// <summary>Names the same page so often.</summary>
    public static byte[] WithPages(int count) =>
        WithPages(Repeat("3 0 R ", count), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>");

    /// <summary>With one page of so many million bytes, which are mostly nothing.</summary>
    public static byte[] Packed(int millions)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var written = 0; written < millions; written++) zip.Write(new byte[1_000_000]);
        }
        return WithPages(
            "3 0 R",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
            Stream("/Filter/FlateDecode", Encoding.Latin1.GetString(stream.ToArray()))
        );
    }

    /// <summary>One page of this description.</summary>
    public static byte[] Page(string description) => Drawing(description, "<<>>");

    /// <summary>Drawings within each other, each of which draws the next so often; the innermost writes a word.</summary>
    public static byte[] Nested(int levels, int calls) => Drawing("/F Do", Levels(5, levels, calls));

    /// <summary>Two drawings, each of which draws the other.</summary>
    public static byte[] Recursive() => Drawing("/F Do", Form("/F 6 0 R", "/F Do"), Form("/F 5 0 R", "/F Do"));

    /// <summary>With a drawing that leaves it to others what it draws: first it is nothing, then ten levels of ten.</summary>
    public static byte[] Ambiguous() =>
        Drawing(
            "/F Do",
            [
                Form("/G 6 0 R/H 7 0 R", "/G Do /H Do"),
                Form("/S 8 0 R/X 9 0 R", "/S Do"),
                Form("/S 8 0 R/X 10 0 R", "/S Do"),
                Stream("/Subtype/Form/BBox[0 0 600 800]", "/X Do"),
                Form("", "q Q"),
                .. Levels(10, 10, 10),
            ]
        );

    /// <summary>A picture of 3,600 million points in one byte, drawn so often.</summary>
    public static byte[] WithImages(int count) =>
        Drawing(
            Repeat("/F Do ", count) + "BT /A 9 Tf 9 700 Td (Caption) Tj ET",
            Stream("/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB", "x")
        );

    public static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string[] Levels(int first, int levels, int calls) =>
        [
            .. Enumerable.Range(first, levels - 1).Select(number => Form($"/F {number + 1} 0 R", Repeat("/F Do ", calls))),
            Form("", "BT /A 9 Tf 9 700 Td (Word) Tj ET"),
        ];

    /// <param name="drawings">From object 5, which the page knows as F.</param>
    private static byte[] Drawing(string description, params string[] drawings) =>
        WithPages(
            "3 0 R",
            [
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>{Helvetica}>>>>",
                Stream("", description),
                .. drawings,
            ]
        );

    private static string Form(string drawings, string description) =>
        Stream($"/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<<{drawings}>>>>", description);

    private static string Stream(string entries, string content) =>
        $"<<{entries}/Length {content.Length}>>stream\n{content}\nendstream ";

    /// <param name="rest">From object 3.</param>
    private static byte[] WithPages(string kids, params string[] rest) =>
        Write("", ["<</Type/Catalog/Pages 2 0 R>>", $"<</Type/Pages/Kids[{kids}]/Count 1>>", .. rest]);

    private static byte[] Write(string trailer, params string[] objects)
    {
        var (file, places) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var content in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj{content}endobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer<</Root 1 0 R/Size {objects.Length + 1}{trailer}>>\nstartxref\n{table}\n%%EOF");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
