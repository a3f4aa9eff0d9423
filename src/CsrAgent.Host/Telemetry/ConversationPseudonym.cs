using System.Diagnostics;
using CsrAgent.Privacy;
using CsrAgent.Telemetry;
using OpenTelemetry;

namespace CsrAgent.Host.Telemetry;

/// <summary>
/// Names each span's conversation by a keyed pseudonym, the same in every process with the same SECRET_KEY, so that a tracing back end
/// shows a conversation's turns together without knowing its id.
/// </summary>
internal sealed class ConversationPseudonym(Pseudonyms pseudonyms) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (TracedConversation.Of(data) is { } id) data.SetTag("gen_ai.conversation.id", pseudonyms.OfConversation(id));
    }
}
