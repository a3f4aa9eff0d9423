using System.Net;
using CsrAgent.Adapters;

namespace CsrAgent.Tests.Adapters;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    public void Contain_AddressThatTheInternetDoesNotReach_IsRefused(string address) =>
        Assert.False(PublicAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Contain_AddressOfTheInternet_IsAllowed(string address) => Assert.True(PublicAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task Connect_ToThisMachine_IsRefusedWithTheSettingThatAllowsIt(string host)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = PublicAddresses.Connect("WEBHOOK_ALLOW_PRIVATE") });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() =>
            http.GetAsync(new Uri($"http://{host}:9/"), TestContext.Current.CancellationToken)
        );

        var inner = Assert.IsType<PrivateAddressException>(error.InnerException);
        Assert.Contains("WEBHOOK_ALLOW_PRIVATE", inner.Message, StringComparison.Ordinal);
    }
}
