using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CsrAgent.Adapters;

/// <summary>Finds what a page says itself among what all pages of its site have.</summary>
internal static class HtmlContent
{
    private const string Invisible = "script, style, template, noscript, iframe, svg";

    private const string Boilerplate =
        "nav, header, footer, aside, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], "
        + "[role=search], [role=complementary], [role=dialog], [role=alert]";

    // How the classes begin that sites give to it.
    private static readonly string[] Classes =
    [
        "breadcrumb",
        "cookie-",
        "cookies-",
        "cookieconsent",
        "consent-",
        "newsletter",
        "sidebar",
        "share-",
        "sharing",
        "social-",
        "related-",
        "skip-link",
    ];

    /// <summary>What the page itself marks as its content; a page that marks several articles lists others'.</summary>
    public static IElement Find(IHtmlDocument document)
    {
        if (document.QuerySelector("main, [role=main]") is { } main) return main;
        return document.QuerySelectorAll("article") is { Length: 1 } only ? only[0] : document.Body!;
    }

    /// <summary>To be asked before it is cleaned; a form in a page's header is on all pages.</summary>
    public static bool AsksForPassword(IElement content) =>
        content
            .QuerySelectorAll("input[type=password]")
            .Any(input => input.Closest("header, nav, aside, footer, dialog, [hidden], [role=dialog]") is null);

    public static void Clean(IElement content)
    {
        Remove(content.QuerySelectorAll(Invisible));
        // Old sites wrap all that they have in one form, or give the class to what is around it.
        var most = content.TextContent.Length * 0.8;
        var opened = OpenedIn(content);
        Remove(content.QuerySelectorAll(Boilerplate).Where(element => !IsOwnHeader(element) && !IsOpened(element)));
        Remove(content.QuerySelectorAll("form, [class]").Where(element => IsUnwanted(element) && IsPart(element)));
        Remove(content.QuerySelectorAll("ul, ol").Where(IsMenu));
        Remove(content.QuerySelectorAll("a[href^='#']").Where(link => !link.TextContent.Any(char.IsLetterOrDigit)));

        bool IsPart(IElement element) => element.TextContent.Length <= most;
        bool IsOpened(IElement element) => element.Id is { } id && opened.Contains(id);
    }

    private static void Remove(IEnumerable<IElement> elements)
    {
        foreach (var element in elements.ToList()) element.Remove();
    }

    /// <summary>What is hidden until a reader opens it, as the answers of a list of questions often are.</summary>
    private static HashSet<string> OpenedIn(IElement content) =>
        [
            .. content
                .QuerySelectorAll("[aria-controls]")
                .SelectMany(element => element.GetAttribute("aria-controls")!.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];

    /// <summary>An article may have a header of its own, with its first paragraph.</summary>
    private static bool IsOwnHeader(IElement element) => element.LocalName == "header" && element.Closest("main, article") is not null;

    private static bool IsUnwanted(IElement element) =>
        element.LocalName == "form"
        || element.ClassList.Any(name => Array.Exists(Classes, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A list of links and nothing else, outside what the page marks as its content.</summary>
    private static bool IsMenu(IElement list)
    {
        if (list.Closest("main, article, [role=main]") is not null) return false;
        var links = list.QuerySelectorAll("a[href]");
        return links.Length >= 3 && links.Sum(link => link.TextContent.Trim().Length) >= list.TextContent.Trim().Length * 0.9;
    }
}
