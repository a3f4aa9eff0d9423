namespace CsrAgent.Signals;

/// <summary>
/// Detects whether the customer asks for a person, directly or indirectly, in about thirty languages, with a small trained model
/// (docs/models/human-requests.md). Questions about people ("what are your agents' opening hours?") are not requests for one. Safe to use
/// from many threads; microseconds per message, and nothing is allocated.
/// </summary>
public sealed class HumanRequestDetector
{
    private readonly HumanRequestModel _model = HumanRequestModel.FromResource();

    public bool WantsHuman(string text) => _model.Weigh(text) > 0;
}
