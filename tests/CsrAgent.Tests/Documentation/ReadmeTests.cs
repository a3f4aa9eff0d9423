using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Documentation;

/// <summary>What a new user does first: every bash block of README.md, in order, against a real server.</summary>
[Trait("Category", "Slow")]
public sealed partial class ReadmeTests
{
    private const string Address = "http://localhost:8080";
    private static readonly string Text = Repository.Read("README.md");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Readme_Length_IsBelow150Lines() => Assert.InRange(Text.Split('\n').Length, 1, 149);

    [Fact]
    public void Readme_Picture_IsSmall() =>
        Assert.InRange(new FileInfo(Path.Combine(Repository.Root, "docs", "images", "chat.png")).Length, 1, 200_000);

    [Fact]
    public async Task Readme_EachCall_DoesWhatItSays()
    {
        // Without a key of its own the server makes one and keeps it where the README says.
        await using var server = await RealServer.StartAsync(("API_KEY", ""));
        var answers = new List<ShownAnswer>();
        foreach (var block in BashPattern().Matches(Text).Select(match => match.Groups[1].Value))
        {
            answers.AddRange(await RunAsync(block, server));
        }

        Assert.Equal([200, 200, 200, 204, 200, 200, 200, 200], answers.Select(answer => answer.Status));
        AssertIsThePasswordAnswer(answers[0].Json);
        Assert.Equal(
            ["accepted", "delta", "done"],
            EventPattern().Matches(answers[1].Body).Select(match => match.Groups[1].Value).Where(name => name != "citation").Distinct()
        );
        Assert.Equal(
            ["customer", "agent", "customer", "agent"],
            answers[2].Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString())
        );
        Assert.True(answers[4].Json.GetProperty("unchanged").GetInt32() > 60);
        Assert.Equal(1, answers[5].Json.GetProperty("conversations").GetProperty("ended").GetInt32());
        Assert.Equal("ready", answers[6].Json.GetProperty("status").GetString());
        Assert.Contains("csr_messages_processed_total", answers[7].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_WidgetTag_NamesAScriptThatIsThere()
    {
        await using var server = await RealServer.StartAsync();
        using var http = new HttpClient();
        var address = WidgetPattern().Match(Text).Groups[1].Value;

        var script = await http.GetAsync(address.Replace(Address, server.BaseAddress, StringComparison.Ordinal), Token);

        Assert.True(script.IsSuccessStatusCode);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>The shortened answer in the README has no field that the real one lacks.</summary>
    private static void AssertIsThePasswordAnswer(JsonElement answer)
    {
        using var shown = JsonDocument.Parse(JsonPattern().Match(Text).Groups[1].Value);
        Assert.Equal(
            answer.EnumerateObject().Select(field => field.Name).Order(),
            shown.RootElement.EnumerateObject().Select(field => field.Name).Append("sentiment_score").Order()
        );
        Assert.Equal("kb-001", answer.GetProperty("kb_articles")[0].GetProperty("id").GetString());
        Assert.Equal("kb-001", answer.GetProperty("citations")[0].GetProperty("article_id").GetString());
        Assert.False(answer.GetProperty("should_escalate").GetBoolean());
        Assert.Equal("bot", answer.GetProperty("status").GetString());
        Assert.Contains("Forgot password?", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<ShownAnswer>> RunAsync(string block, RealServer server)
    {
        // curl reads this file: it tells the status after each answer without a word more in the README.
        await File.WriteAllTextAsync(Path.Combine(server.DataDirectory, ".curlrc"), """write-out = "\n#status %{http_code}\n" """, Token);
        var script = block
            .Replace(Address, server.BaseAddress, StringComparison.Ordinal)
            .Replace("data/api-key", Path.Combine(server.DataDirectory, "api-key"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euc", script]);
        start.Environment["CURL_HOME"] = server.DataDirectory;
        var output = await ExternalProgram.RunAsync(start);
        return AnswerPattern()
            .Matches(output)
            .Select(match => new ShownAnswer(
                match.Groups[1].Value,
                int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)
            ));
    }

    private sealed record ShownAnswer(string Body, int Status)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex BashPattern();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonPattern();

    [GeneratedRegex("^event: (.+)$", RegexOptions.Multiline)]
    private static partial Regex EventPattern();

    [GeneratedRegex("<script src=\"([^\"]+)\"")]
    private static partial Regex WidgetPattern();

    [GeneratedRegex(@"(.*?)\n#status (\d+)\n", RegexOptions.Singleline)]
    private static partial Regex AnswerPattern();
}
