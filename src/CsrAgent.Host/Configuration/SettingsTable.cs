using System.Text;
using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>Writes docs/configuration.md: <c>csr-agent --settings</c>.</summary>
internal static class SettingsTable
{
    public static string Render(IEnumerable<Setting> settings)
    {
        var page = new StringBuilder(
            """
            # Configuration

            Environment variables; each has a default that suits a laptop. Durations are written `30s`, `5m`, `24h` or `00:00:30`, switches
            `true` or `false`. A value that cannot be read or is out of range stops the start with the setting's name and its legal range.
            Instead of `NAME`, `NAME_FILE` can name a file that holds the value, as secrets are mounted.
            This page is printed by `./run --settings`; a test compares it with the code.

            """
        );
        foreach (var group in settings.GroupBy(setting => setting.Group))
        {
            page.Append('\n').Append("## ").Append(group.Key);
            page.Append("\n\n| Variable | Default | Range | Meaning |\n| --- | --- | --- | --- |\n");
            foreach (var setting in group)
            {
                page.Append(null, $"| `{setting.Name}` | {setting.Default} | {setting.Range} | {setting.Meaning} |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
