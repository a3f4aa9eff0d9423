using System.Text;

namespace CsrAgent.Host.Configuration;

/// <summary>Writes docs/configuration.md: <c>csr-agent --settings</c>.</summary>
internal static class SettingsTable
{
    public static string Render()
    {
        var page = new StringBuilder(
            """
            # Configuration

            Environment variables; each has a default that suits a laptop. Durations are written `30s`, `5m`, `24h` or `00:00:30`. A value that
            can not be read, or is out of range, stops the start with the setting's name. This page is made by `./run --settings`; a test
            keeps it in step with the code.

            """
        );
        foreach (var group in SettingsList.All.GroupBy(setting => setting.Group))
        {
            page.Append('\n').Append("## ").Append(group.Key).Append("\n\n| Variable | Default | Meaning |\n| --- | --- | --- |\n");
            foreach (var setting in group)
            {
                page.Append("| `")
                    .Append(setting.Name)
                    .Append("` | ")
                    .Append(setting.Default)
                    .Append(" | ")
                    .Append(setting.Meaning)
                    .Append(" |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
