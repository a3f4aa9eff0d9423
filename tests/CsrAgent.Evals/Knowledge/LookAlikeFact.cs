namespace CsrAgent.Evals.Knowledge;

/// <param name="Text">With "*" for the name of the place.</param>
internal sealed record LookAlikeFact(string Kind, string Title, string Text, IReadOnlyList<string> Questions)
{
    public static LookAlikeFact Read(string line)
    {
        var parts = line.Split(" | ");
        var head = parts[0].Split(' ', 2);
        return new LookAlikeFact(head[0], head[1], parts[1], parts[2..]);
    }
}
