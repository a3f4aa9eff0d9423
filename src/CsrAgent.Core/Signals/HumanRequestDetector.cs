namespace CsrAgent.Signals;

/// <summary>
/// Tells whether the customer asks for a person, straight or by hints, in some thirty languages, by a small trained model
/// (docs/models/human-requests.md). Questions about people ("what are your agents' opening hours?") are not requests for one. Safe to use
/// from many threads; microseconds per message, and nothing is allocated.
/// </summary>
public sealed class HumanRequestDetector
{
    private readonly HumanRequestModel _model = HumanRequestModel.FromResource();

    public bool WantsHuman(string text) => _model.Weigh(text) > 0;
}
