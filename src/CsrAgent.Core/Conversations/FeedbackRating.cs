namespace CsrAgent.Conversations;

public enum FeedbackRating
{
    Up,
    Down,
}
