using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Channels;
using CsrAgent.Host;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Documentation.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation;

/// <summary>The channel in docs/channels.md is the one in the folder beside this file, and it works.</summary>
[Trait("Category", "Slow")]
public sealed partial class ChannelsPageTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("csr-channels-").FullName;
    private readonly SmsGateway _gateway = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SmsOptions.cs")]
    [InlineData("SmsModule.cs")]
    [InlineData("SmsChannel.cs")]
    [InlineData("SmsEndpoints.cs")]
    public void ChannelsPage_Example_IsTheCodeThatRuns(string file)
    {
        var code = AsAdapter(file);

        Assert.Contains($"```csharp\n{code.Trim()}\n```", Repository.Read("docs/channels.md"), StringComparison.Ordinal);
        Assert.Empty(CodeStyle.FaultsOf(file, code));
    }

    [Fact]
    public void ChannelsPage_Example_IsTheWholeFolder()
    {
        var shown = FileNamePattern().Matches(Repository.Read("docs/channels.md")).Select(match => match.Value);

        Assert.Equal(["SmsOptions.cs", "SmsModule.cs", "SmsChannel.cs", "SmsEndpoints.cs"], shown.Distinct());
    }

    [Fact]
    public async Task Example_MessageToTheWebhook_IsAnsweredThroughTheGatewayOnce()
    {
        await using var app = await StartAsync();
        using var client = app.GetTestClient();
        var question = new SmsReceived("sms-1", "+436601234567", "I need help resetting my password");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/webhooks/sms", question, Token)).StatusCode);
        client.DefaultRequestHeaders.Add("X-Gateway-Secret", "opensesame");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/webhooks/sms", question, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/webhooks/sms", question, Token)).StatusCode);

        var sent = await _gateway.FirstAsync(Token);
        Assert.Contains("Forgot password?", sent, StringComparison.Ordinal);
        Assert.Contains("436601234567", sent, StringComparison.Ordinal);
        await app.StopAsync(Token);
        Assert.Single(_gateway.Sent);
    }

    [Fact]
    public async Task Example_ResendOfWhatArrived_AsksFirstAndSendsNothing()
    {
        var channel = Channel();
        await channel.SendAsync(Entry(attempt: 1), Token);

        var id = await channel.SendAsync(Entry(attempt: 2), Token);

        Assert.Equal("s/t/0", id);
        Assert.Single(_gateway.Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    public async Task Example_GatewayThatRefuses_SaysWhetherARepeatCanHelp(HttpStatusCode status, bool retryable)
    {
        _gateway.Status = status;

        var error = await Assert.ThrowsAsync<DeliveryException>(() => Channel().SendAsync(Entry(attempt: 1), Token));

        Assert.Equal(retryable, error.Retryable);
    }

    public void Dispose()
    {
        _gateway.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The file as it would be in the folder that the page names: the rules there are stricter than in the tests.</summary>
    private static string AsAdapter(string file) =>
        Repository
            .Read("tests/CsrAgent.Tests/Documentation/Sms/" + file)
            .Replace("CsrAgent.Tests.Documentation.Sms", "CsrAgent.Adapters.Sms", StringComparison.Ordinal);

    private SmsChannel Channel() =>
        new(
            new HttpClient(_gateway, disposeHandler: false) { BaseAddress = new Uri("http://gateway.test/") },
            new MarkdownReplyRenderer(),
            Options.Create(new SmsOptions())
        );

    private static OutboxEntry Entry(int attempt) => new(new Delivery("s/t/0", new("sms:1"), "sms", "+1", "Hello"), attempt, 1, 0);

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("DATA_DIR", _data),
            new("KNOWLEDGE_BASE_PATH", Path.Combine(Repository.Root, "samples", "knowledge-base")),
            new("SMS_GATEWAY_URL", "http://gateway.test/"),
            new("SMS_GATEWAY_SECRET", "opensesame"),
        ]);
        builder.AddAgent([new SmsModule(), .. AgentModules.All]);
        builder.Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => _gateway));
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.MapWebhooks();
        await app.StartAsync(Token);
        return app;
    }

    [GeneratedRegex(@"Sms\w+\.cs\b")]
    private static partial Regex FileNamePattern();
}
