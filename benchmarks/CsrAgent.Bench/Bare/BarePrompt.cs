using System.Text.Json;
using Anthropic.Models.Messages;

namespace CsrAgent.Bench.Bare;

/// <summary>
/// A prompt of a given size in the form of the real one: a system prompt, six search results of three paragraphs, the message.
/// </summary>
internal sealed class BarePrompt
{
    private const int Results = 6,
        Paragraphs = 3;

    /// <summary>A customer's message of common length.</summary>
    private const int Message = 40;

    private const string Sentence =
        "Open the page of your order, choose what you want to do, and follow the steps there; it takes a minute. ";

    private readonly string _system;
    private readonly string[] _paragraphs;

    /// <param name="bytes">Size of the whole request.</param>
    public BarePrompt(int bytes)
    {
        (_system, _paragraphs) = ("", [.. Enumerable.Repeat("", Results * Paragraphs)]);
        var words = Math.Max(1_000, bytes - Message - SizeOf(For("")));
        var paragraph = words * 3 / 5 / _paragraphs.Length;
        _paragraphs = [.. Enumerable.Repeat(Fill(paragraph), _paragraphs.Length)];
        _system = Fill(words - (paragraph * _paragraphs.Length));
    }

    public MessageCreateParams For(string message) =>
        new()
        {
            Model = "bench",
            MaxTokens = 1024,
            System = new List<TextBlockParam>
            {
                new() { Text = _system, CacheControl = new CacheControlEphemeral() },
            },
            Messages =
            [
                new UserMessageParam
                {
                    Content =
                        (List<ContentBlockParam>)[.. Enumerable.Range(0, Results).Select(Result), new TextBlockParam { Text = message }],
                },
            ],
        };

    private static int SizeOf(MessageCreateParams request) => JsonSerializer.SerializeToUtf8Bytes(request.RawBodyData).Length;

    private ContentBlockParam Result(int number) =>
        new SearchResultBlockParam
        {
            Source = $"kb:kb-{number:000}",
            Title = "An article of the knowledge base",
            Content = [.. _paragraphs.Skip(number * Paragraphs).Take(Paragraphs).Select(text => new TextBlockParam { Text = text })],
            Citations = new CitationsConfigParam { Enabled = true },
        };

    private static string Fill(int length) => string.Concat(Enumerable.Repeat(Sentence, (length / Sentence.Length) + 1))[..length];
}
