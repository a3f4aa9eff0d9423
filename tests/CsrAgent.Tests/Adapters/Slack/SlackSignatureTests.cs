using System.Text;
using CsrAgent.Adapters.Slack;
using CsrAgent.Adapters.Slack.Events;
using CsrAgent.Tests.Support.Slack;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Slack;

public sealed class SlackSignatureTests
{
    private const long At = 1531420618;
    private const string Right = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    /// <summary>Slack's published example.</summary>
    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
        + "803a0bc887a14d10d2c447fce8b6703c";

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void IsRight_Clock_CountsForFiveMinutesEachWay(int seconds, bool isRight) =>
        Assert.Equal(isRight, Signature(seconds).IsRight("1531420618", Right, Encoding.UTF8.GetBytes(Body)));

    [Theory]
    [InlineData("1531420618", null)]
    [InlineData("1531420618", "")]
    [InlineData("1531420618", "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("1531420618", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("1531420618", "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503")]
    [InlineData("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData(null, Right)]
    [InlineData("", Right)]
    [InlineData("1531420619", Right)]
    [InlineData(" 1531420618", Right)]
    [InlineData("+1531420618", Right)]
    [InlineData("1531420618.0", Right)]
    [InlineData("99999999999999999999999", Right)]
    public void IsRight_WrongHeader_IsFalse(string? timestamp, string? signature) =>
        Assert.False(Signature().IsRight(timestamp, signature, Encoding.UTF8.GetBytes(Body)));

    [Fact]
    public void IsRight_ChangedBody_IsFalse() =>
        Assert.False(Signature().IsRight("1531420618", Right, Encoding.UTF8.GetBytes(Body + "x")));

    [Fact]
    public void IsRight_AnotherSecret_IsFalse() =>
        Assert.False(
            Signature().IsRight("1531420618", FakeSlackEvents.Sign("another", "1531420618", Body), Encoding.UTF8.GetBytes(Body))
        );

    /// <summary>Body before timestamp, as other services sign.</summary>
    [Fact]
    public void IsRight_OtherOrder_IsFalse()
    {
        var swapped = FakeSlackEvents.Sign(FakeSlack.SigningSecret, Body, "1531420618");

        Assert.False(Signature().IsRight("1531420618", swapped, Encoding.UTF8.GetBytes(Body)));
    }

    private static SlackSignature Signature(int secondsLater = 0) =>
        new(
            Options.Create(new SlackOptions { SigningSecret = FakeSlack.SigningSecret }),
            new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(At + secondsLater))
        );
}
