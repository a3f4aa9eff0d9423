using CsrAgent.Settings;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

/// <summary>Which articles of the help center are read.</summary>
[SettingGroup("Zendesk")]
public sealed class HelpCenterOptions
{
    [Setting(
        "ZENDESK_HELP_CENTER_LOCALES",
        "Locales of the help center whose articles the agent answers from, such as en-us,de; needs ZENDESK_URL and a way in. Without it "
            + "the help center is not read."
    )]
    public IReadOnlyList<string> Locales { get; set; } = [];

    [Setting("ZENDESK_HELP_CENTER_SECTIONS", "Ids of the only sections that are read, separated by commas; none for all.")]
    public IReadOnlyList<string> Sections { get; set; } = [];
}
