namespace CsrAgent.Answering.Checks;

/// <summary>
/// How far an answer can be trusted, 0..1, computed and never asked of the model:
/// <c>(half of the relevance of the best article that it rests on + half of the backed share of its statements) × 0.8 when it had to be
/// corrected</c>.
/// </summary>
/// <remarks>
/// An answer that states nothing (a question back) has no supported share, so at most half of the relevance is left. If the articles are in
/// another language than the answer and the provider does not cite, the share cannot be measured by words, and the relevance takes its
/// place. Small talk is 1: there was nothing to know.
/// </remarks>
internal static class Confidence
{
    public const double SmallTalk = 1;

    private const double Corrected = 0.8;

    public static double Of(double relevance, double support, bool corrected) =>
        Math.Round(Math.Clamp((relevance + support) / 2, 0, 1) * (corrected ? Corrected : 1), 3);
}
