namespace CsrAgent.Tests.Escalation;

/// <summary>Checks a table whole, so that one run shows every line that is wrong.</summary>
internal static class Misses
{
    public static void None(IEnumerable<string> wrong)
    {
        var lines = wrong.ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
