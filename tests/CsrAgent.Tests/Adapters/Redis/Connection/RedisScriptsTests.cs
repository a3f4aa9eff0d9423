using System.Reflection;
using System.Text.RegularExpressions;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Architecture;
using StackExchange.Redis;

namespace CsrAgent.Tests.Adapters.Redis.Connection;

/// <summary>The two sides of each script, Lua and C#, use the same names.</summary>
public sealed partial class RedisScriptsTests
{
    private static readonly Type[] Codes = [.. RedisCodes.OfPrelude, typeof(RedisAcceptResult), typeof(RedisCommitResult)];

    private static readonly Dictionary<string, RedisScript> Scripts = typeof(RedisScripts)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.Name, field => (RedisScript)field.GetValue(null)!);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Scripts_AllOfThem_AreTheEmbeddedFiles()
    {
        var files = typeof(RedisScripts).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal));

        Assert.Equal(files.Order(), Names().Order());
    }

    private static IEnumerable<string> Names() =>
        [.. Scripts.Values.Select(script => $"redis.{script.Name}.lua"), "redis.prelude.lua", "redis.clock.lua"];

    [Fact]
    public void Calls_EachInSource_GiveTheArgumentsThatTheScriptDeclares()
    {
        var calls = Repository.CodeIn("src/CsrAgent.Adapters/Redis").SelectMany(file => Calls(Repository.Read(file))).ToList();

        Assert.All(calls, call => Assert.Equal(Given(Scripts[call.Script]), call.Names));
        Assert.Equal(Scripts.Keys.Order(), calls.Select(call => call.Script).Distinct().Order());
    }

    [Fact]
    public void Scripts_EachArgument_IsUsedByItsName()
    {
        foreach (var script in Scripts.Values)
        {
            var code = Code(script.Name);
            Assert.DoesNotContain("ARGV", code, StringComparison.Ordinal);
            Assert.All(Given(script), name => Assert.Matches($@"\b{name}\b", code));
        }
    }

    [Fact]
    public void Codes_EachName_IsThereOnce()
    {
        var names = Codes.SelectMany(Enum.GetNames).ToList();

        Assert.Equal(names, names.Distinct());
        Assert.All(Codes, codes => Assert.Distinct(Enum.GetValuesAsUnderlyingType(codes).Cast<int>()));
    }

    [Theory]
    [InlineData("known", typeof(RedisAcceptResult))]
    [InlineData("accept", typeof(RedisAcceptResult))]
    [InlineData("commit", typeof(RedisCommitResult))]
    [InlineData("change", typeof(RedisStepResult))]
    [InlineData("fail", typeof(RedisStepResult))]
    [InlineData("giveBack", typeof(RedisStepResult))]
    [InlineData("rate", typeof(RedisStepResult))]
    [InlineData("revive", typeof(RedisStepResult))]
    [InlineData("sent", typeof(RedisStepResult))]
    public void Scripts_EachResult_IsNamed(string script, Type codes)
    {
        var results = Result().Matches(Code(script)).Select(result => result.Groups[1].Value).ToList();

        Assert.NotEmpty(results);
        Assert.Empty(results.Except(Enum.GetNames(codes).Select(RedisScript.Constant)));
    }

    [Fact]
    public void Leased_Parts_StandInTheOrderOfTheirNames() =>
        Assert.Equal(
            Enum.GetNames<RedisLeasePart>().Select(RedisScript.Constant),
            Part().Matches(RedisScripts.Open.Text).Select(part => part.Groups[1].Value)
        );

    [Fact]
    public void Values_OfACall_StandInTheOrderOfTheDeclarationAndListsBehindTheirLength() =>
        Assert.Equal(
            [5, "ann", "call_1", "dead", "", 1, 0, "", -1, "", 0, 0, 2, "one", "two"],
            new RedisCall(RedisScripts.Revive)
            {
                { "messages", ["one", "two"] },
                { "id", "ann" },
                { "call", "call_1" },
                { "letter", "dead" },
                { "delivery", "" },
                { "status", 1 },
                { "revisionBefore", 0 },
                { "ticket", "" },
                { "ticketState", -1 },
                { "ticketJson", "" },
                { "ticketRank", 0 },
                { "ticketDue", 0 },
            }.Values(5)
        );

    [Fact]
    public void Values_AnArgumentIsMissingOrUnknown_NamesTheScript()
    {
        RedisCall[] wrong =
        [
            new(RedisScripts.Erase) { },
            new(RedisScripts.Erase) { { "conversation", "ann" } },
            new(RedisScripts.Erase) { { "id", "ann" }, { "more", "" } },
            new(RedisScripts.Erase) { { "id", ["ann"] } },
        ];

        Assert.All(
            wrong,
            call =>
                Assert.Contains(
                    "erase.lua",
                    Assert.Throws<InvalidOperationException>(() => call.Values(0)).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("msg_1", 1)] // Waits in the mailbox.
    [InlineData("msg_2", 2)] // Stands only in the metadata of the one that waits.
    public async Task Accept_SentAgain_IsRecognisedByItsIdAlone(string repeated, int waiting)
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        var redis = subject.Get<RedisConnection>();
        await AcceptAsync("msg_1", isRepeat: false);

        var outcome = await AcceptAsync(repeated, isRepeat: true);

        Assert.Equal(RedisAcceptResult.Accepted, (RedisAcceptResult)(int)outcome[0]);
        Assert.Equal(waiting, await redis.Database.ListLengthAsync(redis.Partitions.All[0].Key("m:c1")));

        Task<RedisResult> AcceptAsync(string id, bool isRepeat) =>
            redis.RunAsync(
                redis.Partitions.All[0],
                new RedisCall(RedisScripts.Accept)
                {
                    { "id", "c1" },
                    { "user", "ann" },
                    { "channel", "web" },
                    { "newState", "{}" },
                    { "incarnation", 1 },
                    { "sessionSince", 0 },
                    { "message", id },
                    { "json", $"{{\"i\":\"{id}\",\"t\":\"Hello\",\"m\":{{\"i\":\"msg_2\"}}}}" },
                    { "messageKey", "" },
                    { "hash", "" },
                    { "checksOrder", false },
                    { "follows", "" },
                    { "debounce", 0 },
                    { "isRepeat", isRepeat },
                }
            );
    }

    /// <summary>What a call gives; the time comes from the connection.</summary>
    private static IEnumerable<string> Given(RedisScript script) =>
        script.Arguments.Select(argument => argument.Name).Where(name => name != RedisScript.Clock);

    private static string Code(string script) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "src/CsrAgent.Adapters/Redis"), $"{script}.lua", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .Where(line => !line.StartsWith("--", StringComparison.Ordinal))
        );

    private static IEnumerable<(string Script, List<string> Names)> Calls(string source) =>
        CallStart().Matches(source).Select(call => (call.Groups[1].Value, Names(source[(call.Index + call.Length)..])));

    /// <param name="source">What follows the brace that opens a call's arguments.</param>
    private static List<string> Names(string source)
    {
        var end = 0;
        for (var depth = 1; depth > 0; end++)
        {
            depth +=
                source[end] == '{' ? 1
                : source[end] == '}' ? -1
                : 0;
        }
        return [.. ArgumentName().Matches(source[..end]).Select(name => name.Groups[1].Value)];
    }

    [GeneratedRegex(@"new RedisCall\(RedisScripts\.(\w+)\)\s*\{")]
    private static partial Regex CallStart();

    [GeneratedRegex("""\{ "(\w+)", """)]
    private static partial Regex ArgumentName();

    [GeneratedRegex(@"\breturn \{?([\w-]+)")]
    private static partial Regex Result();

    [GeneratedRegex(@", -- (PART_\w+)$", RegexOptions.Multiline)]
    private static partial Regex Part();
}
