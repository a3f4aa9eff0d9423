namespace CsrAgent.Replies;

internal enum SmallTalkKind
{
    Acknowledgement,
    Greeting,
    Thanks,
    Goodbye,
}
