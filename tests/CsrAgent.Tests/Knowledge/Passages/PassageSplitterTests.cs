using CsCheck;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;

namespace CsrAgent.Tests.Knowledge.Passages;

public sealed class PassageSplitterTests
{
    [Fact]
    public void Split_Headings_StartPassagesAndAreKept()
    {
        var passages = Split($"{Words(100)}\n\n## First\n\n{Words(100)}\n\n### Second\n\n{Words(100)}");
        Assert.Equal([null, "First", "Second"], passages.Select(passage => passage.Heading));
        Assert.Equal([0, 1, 2], passages.Select(passage => passage.Index));
    }

    [Fact]
    public void Split_NumberedList_StaysWhole()
    {
        var list = string.Join('\n', Enumerable.Range(1, 8).Select(i => $"{i}. {Words(90)}"));
        var passages = Split($"{Words(400)}\n\n{list}\n\n{Words(400)}");
        Assert.Single(passages, passage => passage.Text.Contains(list, StringComparison.Ordinal));
    }

    [Fact]
    public void Split_LooseListWithNestedText_StaysWhole()
    {
        const string List = "1. Open the page\n\n   and wait for it.\n\n2. Select **Send**:\n   - by mail\n   - by text\n\n3. Done";
        Assert.Single(Split($"{Words(870)}\n\n{List}"), passage => passage.Text == List);
    }

    [Fact]
    public void Split_ListTooLong_IsCutBetweenItems()
    {
        var passages = Split(string.Join('\n', Enumerable.Range(1, 30).Select(i => $"{i}. {Words(80)}")));
        Assert.True(passages.Count > 1);
        Assert.All(passages, passage => Assert.Matches(@"^\d+\. ", passage.Text));
        Assert.All(passages, passage => Assert.InRange(passage.Text.Length, 1, PassageSplitter.MaxLength));
    }

    [Fact]
    public void Split_LeadIn_StaysWithItsList() =>
        Assert.Contains(
            Split($"{Words(700)}\n\nYou can:\n\n- {Words(200)}\n- {Words(200)}"),
            passage => passage.Text.StartsWith("You can:\n\n- ", StringComparison.Ordinal)
        );

    [Fact]
    public void Split_ShortSection_JoinsTheOneBefore()
    {
        var passage = Assert.Single(Split($"{Words(200)}\n\n## More\n\nSee here."));
        Assert.EndsWith("## More\n\nSee here.", passage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_HeadingWithoutText_IsReadWithTheNext() =>
        Assert.Equal("Delivery › Costs", Assert.Single(Split($"## Delivery\n### Costs\n\n{Words(200)}")).Heading);

    [Fact]
    public void Split_OnlyAHeading_IsTheText() => Assert.Equal("## Nothing yet", Assert.Single(Split("## Nothing yet")).Text);

    [Fact]
    public void Split_Blank_GivesTheTitle() => Assert.Equal("Title", Assert.Single(Split(" \n\n ")).Text);

    [Fact]
    public void Split_HashInCode_IsNoHeading()
    {
        Assert.Single(Split($"{Words(100)}\n\n````\n```\n# not a heading\n```\n# nor this\n````"));
        var passage = Assert.Single(Split($"{Words(100)}\n\n```\n# not a heading\n```"));
        Assert.Contains("# not a heading", passage.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Delivery to the islands takes approx. 5 days. ", ".")]
    [InlineData("設定を開いて、注文を選びます。", "。")]
    public void Split_OneLongLine_IsCutWhereSentencesEnd(string sentence, string mark)
    {
        var passages = Split(string.Concat(Enumerable.Repeat(sentence, 100)).Trim());

        Assert.True(passages.Count > 1);
        Assert.All(passages, passage => Assert.EndsWith(sentence.Trim()[^3..^1] + mark, passage.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Split_OneLongLine_IsCutAtSentences()
    {
        var passages = Split(string.Join(' ', Enumerable.Range(0, 60).Select(i => $"This is sentence number {i} of the article.")));
        Assert.All(passages, passage => Assert.EndsWith(".", passage.Text, StringComparison.Ordinal));
        Assert.All(passages, passage => Assert.InRange(passage.Text.Length, PassageSplitter.MinLength, PassageSplitter.MaxLength));
    }

    [Fact]
    public void Split_AnyMarkdown_LosesAndRepeatsNothing()
    {
        var line = Gen.OneOf(
            Gen.Const(""),
            Gen.Const("   "),
            Gen.Int[1, 4].Select(level => new string('#', level) + " "),
            Gen.Const("- "),
            Gen.Const("1. "),
            Gen.Const("   more "),
            Gen.Const("| a | "),
            Gen.Const("```"),
            Gen.Const("> "),
            Gen.Const("Lead:"),
            Gen.Const("text "),
            Gen.Const("long")
        );
        Gen.Select(line, Gen.Int[0, 700]).Array[0, 40].Select(Number).Sample(CheckNothingLost, iter: 2_000);
    }

    // Numbers make every line unlike the others.
    private static string[] Number((string Start, int Length)[] lines) =>
        [
            .. lines.Select(
                (line, i) =>
                    line.Start.Trim().Length == 0 && line.Start.Length < 4
                        ? line.Start
                        : $"{line.Start}line{i}x {(line.Start == "long" ? Words(line.Length) : "")}".TrimEnd()
            ),
        ];

    private static void CheckNothingLost(string[] lines)
    {
        var passages = Split(string.Join('\n', lines));
        var text = passages
            .SelectMany(passage => passage.Text.Split('\n'))
            .Where(part => part.Trim().Length > 0)
            .Select(part => part.Trim())
            .ToList();
        var headings = passages.SelectMany(passage => (passage.Heading ?? "").Split(" › ")).ToHashSet();
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var count = text.Count(part => part == line);
            var isHeading = headings.Contains(line.Trim('#').Trim());
            Assert.True(count == 1 || (count == 0 && isHeading), $"'{line}' is {count} times in:\n{string.Join("\n====\n", passages)}");
        }
        Assert.Equal(Enumerable.Range(0, passages.Count), passages.Select(passage => passage.Index));
    }

    private static IReadOnlyList<Passage> Split(string body) =>
        PassageSplitter.Split(new KnowledgeArticle("a", "Title", null, [], "en", body));

    private static string Words(int length) => string.Concat(Enumerable.Repeat("word ", length / 5)).Trim();
}
