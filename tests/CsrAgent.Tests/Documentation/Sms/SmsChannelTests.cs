using System.Net;
using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Channels;
using CsrAgent.Tests.Contracts;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation.Sms;

public sealed class SmsChannelTests : SendingChannelContract, IDisposable
{
    private readonly SmsGateway _gateway = new();
    private readonly HttpClient _client;

    public SmsChannelTests()
    {
        _client = new HttpClient(_gateway) { BaseAddress = new Uri("http://gateway.test/") };
        Channel = new SmsChannel(_client, new MarkdownReplyRenderer(), Options.Create(new SmsOptions()));
    }

    protected override IChannel Channel { get; }

    protected override IReadOnlyList<string> Arrived => _gateway.Arrived;

    protected override void Refuse(bool forGood) =>
        _gateway.Status = forGood ? HttpStatusCode.BadRequest : HttpStatusCode.ServiceUnavailable;

    public void Dispose() => _client.Dispose();
}
