using Microsoft.Extensions.FileProviders;

namespace CsrAgent.Host.Pages;

/// <summary>
/// All that a browser gets of the chat page and the widget, as few files: what the page needs, what a site needs before its visitor opens
/// the chat, what they need then, and the texts of each language: those that it needs before, and those that it needs then. Made from
/// <c>wwwroot</c> when the first of them is asked for.
/// </summary>
internal sealed class PageBundles(IWebHostEnvironment environment)
{
    private const string Script = "text/javascript";
    private const string Style = "text/css";
    private const string English = "en";
    private const string Icon = "favicon.svg";

    private readonly Lazy<Dictionary<string, PageFile>> _files = new(() => Build(environment.WebRootFileProvider));

    /// <summary>Null for what is not made here. An immutable file is also found under the hash of another version of the server.</summary>
    public PageFile? Find(string path)
    {
        var name = path is "" ? "index.html" : WithoutHash(path);
        // Nothing else has to wait for them to be made, nor for a fault in them.
        var isMade = name is "index.html" or "widget.js" or Icon || name != path;
        return isMade ? _files.Value.GetValueOrDefault(name) : null;
    }

    private static Dictionary<string, PageFile> Build(IFileProvider root)
    {
        string Read(string path) => root.ReadText(path);
        var files = new Dictionary<string, PageFile>();
        var parts = new Dictionary<string, string>();
        PageFile Add(PageFile file) => files[WithoutHash(file.Name)] = file;
        void AddPart(string name, string file, string text) => parts[name] = Add(PageFile.Immutable(file, text, Script)).Name;

        foreach (var folder in (string[])["launcher", "words"])
        {
            // A published folder has compressed copies beside them.
            var names = root.GetDirectoryContents($"csr/{folder}").Select(file => file.Name);
            var codes = names.Where(name => Path.GetExtension(name) == ".js").Select(name => Path.GetFileNameWithoutExtension(name));
            foreach (var code in codes.Order().Where(code => code != English))
            {
                AddPart($"{folder}/{code}", $"csr/{folder}-{code}.js", ModuleBundler.Strip(Read($"csr/{folder}/{code}.js")));
            }
        }
        AddPart("panel", "csr/panel.js", ModuleBundler.Module(Read, "csr/panel.js", parts));
        var styles = Add(
            PageFile.Immutable(
                "csr/page.css",
                ModuleBundler.Styles(Read("csr/base.css"), Read("csr/messages.css"), Read("chat.css")),
                Style
            )
        );
        var page = Add(PageFile.Immutable("csr/page.js", ModuleBundler.Module(Read, "chat.js", parts), Script));
        Add(PageFile.Fixed("widget.js", ModuleBundler.Classic(Read, "widget.js", parts), Script));
        var index = Read("index.html")
            .Replace("\"chat.css\"", $"\"{styles.Name}\"", StringComparison.Ordinal)
            .Replace("\"chat.js\"", $"\"{page.Name}\"", StringComparison.Ordinal);
        Add(PageFile.Fixed("index.html", index, "text/html"));
        Add(PageFile.Fixed(Icon, Read(Icon), "image/svg+xml"));
        return files;
    }

    /// <summary>The name of a file without the 16 digits before its extension.</summary>
    private static string WithoutHash(string name) =>
        name.Split('.') is [var stem, { Length: 16 } hash, var extension] && hash.All(char.IsAsciiHexDigitLower)
            ? $"{stem}.{extension}"
            : name;
}
