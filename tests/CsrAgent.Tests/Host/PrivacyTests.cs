using System.Text;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host;

/// <summary>Where a customer's words go, and that they are gone after an erasure: read from the bytes on disk.</summary>
[Trait("Category", "Slow")]
public sealed class PrivacyTests(PrivacyTests.TalkativeServer server) : IClassFixture<PrivacyTests.TalkativeServer>
{
    private const string Card = "4111111111111111";

    private static readonly string[] Spellings = [Card, "4111 1111 1111 1111", "4111-1111-1111-1111"];

    [Fact]
    public async Task Post_CardNumber_IsNowhereAfterwards()
    {
        var session = ChatClient.NewSession();
        foreach (var spelling in Spellings)
        {
            (await server.Customer.SayAsync(session, $"My card {spelling} was charged. How do refunds work?", user: "card-user")).Is(200);
        }
        await using (var stream = await server.Customer.StreamAsync(session, $"Is it {Card}?", user: "card-user"))
            await stream.AllAsync();
        (
            await server.Customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "card-user",
                    message = "And this?",
                    metadata = new { paid_with = Card },
                }
            )
        ).Is(200);
        var turn = (await server.Customer.MessagesAsync(session))[0].Text("turn_id");
        (
            await server.Customer.PostAsync(
                $"{ChatClient.Chat}/{session}/feedback",
                new
                {
                    turn_id = turn,
                    rating = "down",
                    comment = $"I pay with {Card}",
                }
            )
        ).Is(204);
        (await server.Customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200);

        var history = (await server.Customer.HistoryAsync(session)).Is(200);
        Assert.Contains("[card:tok_", history.Body, StringComparison.Ordinal);
        Assert.NotEmpty(server.Claude.Requests);
        var places = new Dictionary<string, string>
        {
            ["history"] = history.Body,
            ["log"] = server.Server.Output,
            ["metrics"] = (await server.Customer.GetAsync("/metrics")).Body,
            ["escalations"] = (await server.Admin.GetAsync($"{ChatClient.Admin}/escalations")).Body,
            ["export"] = (await server.Admin.GetAsync($"{ChatClient.Admin}/customers/card-user/export")).Body,
            ["gaps"] = (await server.Admin.GetAsync($"{ChatClient.Admin}/knowledge-base/gaps")).Body,
            ["model"] = string.Join("\n", server.Claude.Requests.Select(request => request.Json)),
        };
        foreach (var (place, text) in places)
        {
            Assert.False(Spellings.Any(s => text.Contains(s, StringComparison.Ordinal)), $"The card number stands in the {place}.");
        }
        Assert.Empty(Spellings.SelectMany(FilesWith));
    }

    [Fact]
    public async Task Log_AtDebug_HasNoWordOfACustomer()
    {
        var session = ChatClient.NewSession();
        (
            await server.Customer.SayAsync(session, "logmarker-words: do you sell marzipan submarines?", "logmarker-key", "logmarker-user")
        ).Is(200);
        (await server.Customer.SayAsync(session, "logmarker-words: another text", "logmarker-key", "logmarker-user")).IsProblem(
            409,
            "message_id_reused",
            "message_id"
        );
        (
            await server.Customer.PostBytesAsync(
                ChatClient.Chat,
                """{"user_id":"logmarker-user","message":"logmarker-words" oops}"""u8.ToArray()
            )
        ).IsProblem(400, "malformed_json");
        (
            await server.Customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    user_id = "logmarker-user",
                    message = "logmarker-words",
                    channel = "logmarker-channel",
                }
            )
        ).IsProblem(400, "invalid_field", "channel");

        Assert.Contains("dbug:", server.Server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("logmarker-", server.Server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("marzipan", server.Server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_Customer_NoByteOfTheirsIsLeftOnDisk()
    {
        var user = "erasemarker-user";
        var others = Enumerable.Range(0, 3).Select(_ => ChatClient.NewSession()).ToList();
        foreach (var other in others)
        {
            (await server.Customer.SayAsync(other, "keepmarker: How do I track my order?", user: "keepmarker-user")).Is(200);
        }
        await TalkAsync(user);
        Assert.NotEmpty(FilesWith("erasemarker-words"));
        Assert.NotEmpty(FilesWith("erasemarker-gap"));

        var receipt = (await server.Admin.DeleteAsync($"{ChatClient.Admin}/customers/{user}")).Is(200);

        Assert.Equal(4, receipt["conversations"].GetInt32());
        Assert.Empty(FilesWith("erasemarker"));
        Assert.NotEmpty(FilesWith("keepmarker"));
        Assert.Equal(2, (await server.Customer.MessagesAsync(others[0])).Count);
    }

    private async Task TalkAsync(string user)
    {
        for (var i = 0; i < 4; i++)
        {
            var session = ChatClient.NewSession();
            (
                await server.Customer.PostAsync(
                    ChatClient.Chat,
                    new
                    {
                        session_id = session,
                        user_id = user,
                        message = Long(i),
                        message_id = $"erasemarker-key-{i}",
                        metadata = new { note = "erasemarker-note" },
                    }
                )
            ).Is(200);
            var answer = (await server.Customer.SayAsync(session, "erasemarker-gap: do you repair flugelhorns on Mars?", user: user)).Is(
                200
            );
            (
                await server.Customer.PostAsync(
                    $"{ChatClient.Chat}/{session}/feedback",
                    new
                    {
                        turn_id = answer.Text("turn_id"),
                        rating = "down",
                        comment = "erasemarker-comment",
                    }
                )
            ).Is(204);
            if (i % 2 == 0) (await server.Customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200);
        }
    }

    // Longer than a page of the database, so that it lies in pages of its own as well.
    private static string Long(int i) => string.Concat(Enumerable.Repeat($"erasemarker-words {i} ", 380));

    private IEnumerable<string> FilesWith(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Directory
            .EnumerateFiles(server.Server.DataDirectory, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0 && Read(file).AsSpan().IndexOf(bytes) >= 0);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public sealed class TalkativeServer() : TestServer(hasModel: true, ("LOG_LEVEL", "Debug"), ("RATE_LIMIT_PER_USER", "0"));
}
