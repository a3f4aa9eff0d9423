namespace CsrAgent.Tests.Privacy;

/// <param name="Number">Its digits.</param>
/// <param name="Groups">As they are written.</param>
/// <param name="Gap">What is written between them.</param>
internal sealed record PlantedCard(string Number, IReadOnlyList<string> Groups, string Gap)
{
    public string Text => string.Join(Gap, Groups);
}
