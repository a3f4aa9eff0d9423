using CsrAgent.Adapters.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

public sealed class SlackOptionsTests
{
    [Theory]
    [InlineData("xoxb-1", "xapp-1", "", "", null)]
    [InlineData("xoxb-1", "", "secret", "C0123456789", null)]
    [InlineData("xapp-1", "xapp-1", "", "", "SLACK_BOT_TOKEN must begin with xoxb-")]
    [InlineData("xoxb-1", "xoxb-1", "", "", "SLACK_APP_TOKEN must begin with xapp-")]
    [InlineData("xoxb-1", "", "", "", "no event of Slack can arrive")]
    [InlineData("xoxb-1", "xapp-1", "", "#support", "SLACK_ESCALATION_CHANNEL must be a channel's id")]
    public void Validate_EachMistake_IsNamedWithoutTheToken(string bot, string app, string secret, string channel, string? fault)
    {
        var options = new SlackOptions
        {
            BotToken = bot,
            AppToken = app,
            SigningSecret = secret,
            EscalationChannel = channel,
        };

        var result = new SlackOptionsValidation().Validate(null, options);

        Assert.Equal(fault is null, result.Succeeded);
        if (fault is null) return;
        Assert.Contains(fault, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("-1", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://slack.com/api")]
    [InlineData("slack.com/api/")]
    [InlineData("ftp://slack.com/api/")]
    public void Validate_UrlThatIsNoFolder_IsNamed(string url)
    {
        var options = new SlackOptions
        {
            BotToken = "xoxb-1",
            AppToken = "xapp-1",
            ApiUrl = url,
        };

        Assert.Contains("SLACK_API_URL", new SlackOptionsValidation().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }
}
