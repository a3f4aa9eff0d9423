namespace CsrAgent.Knowledge.Passages;

/// <summary>
/// Splits an article into passages at its headings, lists, tables and paragraphs. Every line of the body goes into exactly one passage, as
/// text or as heading; a list stays whole unless it alone is too long.
/// </summary>
public static class PassageSplitter
{
    /// <summary>Maximum characters of a passage, not counting a lead-in.</summary>
    public const int MaxLength = 900;

    /// <summary>Characters, including the heading, below which a passage is merged with its neighbor.</summary>
    public const int MinLength = 80;

    /// <summary>At least one: an article without text yields its title.</summary>
    public static IReadOnlyList<Passage> Split(KnowledgeArticle article)
    {
        var drafts = Join(SectionsOf(ArticleMarkup.Read(article.Body)).SelectMany(Pack));
        if (drafts.Count == 0) return [new Passage(article.Id, 0, null, article.Title)];
        return [.. drafts.Select((draft, index) => new Passage(article.Id, index, draft.Heading, string.Join("\n\n", draft.Texts)))];
    }

    private static List<Section> SectionsOf(string body)
    {
        var sections = new List<Section> { new(null, 0, null, []) };
        foreach (var block in MarkdownReader.Read(body))
        {
            if (block.Kind == BlockKind.Heading) sections.Add(Under(sections[^1], block));
            else sections[^1].Blocks.AddRange(LongBlocks.Split(block, MaxLength));
        }
        return sections;
    }

    // A heading with nothing but a deeper heading below it would be lost, so the two are combined.
    private static Section Under(Section last, MarkdownBlock heading)
    {
        if (last.Blocks.Count > 0 || last.Heading is null || heading.Level <= last.Level)
        {
            return new Section(heading.Title, heading.Level, heading.Lines[0], []);
        }
        var section = new Section($"{last.Heading} › {heading.Title}", heading.Level, $"{last.Line}\n{heading.Lines[0]}", []);
        last.Taken = true;
        return section;
    }

    private static IEnumerable<Draft> Pack(Section section)
    {
        if (section.Taken || (section.Blocks.Count == 0 && section.Line is null)) yield break;
        var open = new Draft(section);
        for (var i = 0; i < section.Blocks.Count; i++)
        {
            var block = section.Blocks[i];
            var needed = block.Length + (block.IsLeadIn && i + 1 < section.Blocks.Count ? section.Blocks[i + 1].Length : 0);
            if (open.Texts.Count > 0 && open.Length + needed > MaxLength && !open.EndsInLeadIn)
            {
                yield return open;
                open = new Draft(section);
            }
            open.Add(block);
        }
        yield return open;
    }

    private static List<Draft> Join(IEnumerable<Draft> drafts)
    {
        var joined = new List<Draft>();
        foreach (var draft in drafts)
        {
            if (joined.Count > 0 && (draft.IsShort || joined[^1].IsShort) && joined[^1].Length + draft.FullLength <= MaxLength)
            {
                joined[^1].Append(draft);
            }
            else
            {
                joined.Add(draft);
            }
        }
        foreach (var draft in joined.Where(draft => draft.Texts.Count == 0)) draft.ShowHeading();
        return joined;
    }

    private sealed record Section(string? Heading, int Level, string? Line, List<MarkdownBlock> Blocks)
    {
        public bool Taken { get; set; }
    }

    private sealed class Draft(Section section)
    {
        public string? Heading { get; private set; } = section.Heading;

        public List<string> Texts { get; } = [];

        public bool EndsInLeadIn { get; private set; }

        public int Length => Texts.Sum(text => text.Length + 2);

        public int FullLength => Length + (section.Line?.Length ?? 0) + 2;

        public bool IsShort => Length + (Heading?.Length ?? 0) < MinLength;

        public void Add(MarkdownBlock block)
        {
            Texts.Add(string.Join('\n', block.Lines));
            EndsInLeadIn = block.IsLeadIn;
        }

        public void Append(Draft next)
        {
            if (Texts.Count == 0) ShowHeading();
            if (!next.Shares(section) && next.HeadingLine is { } line) Texts.Add(line);
            Texts.AddRange(next.Texts);
        }

        // A heading without text becomes the text.
        public void ShowHeading()
        {
            if (HeadingLine is { } line) Texts.Insert(0, line);
            Heading = null;
        }

        private string? HeadingLine => section.Line;

        private bool Shares(Section other) => ReferenceEquals(section, other);
    }
}
