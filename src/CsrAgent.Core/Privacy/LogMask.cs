namespace CsrAgent.Privacy;

/// <summary>
/// Masks what <see cref="Redactor"/> does, and also e-mail addresses and telephone numbers, for logs and traces. A number that could be a
/// telephone number is masked. Safe to use from many threads.
/// </summary>
public sealed class LogMask(Redactor redactor)
{
    public Redaction Redact(string text) => Redactor.Run(text, Scan);

    public string Mask(string text) => Redact(text).Text;

    private void Scan(string text, List<PiiMatch> found)
    {
        redactor.Scan(text, found);
        EmailScanner.Scan(text, found);
        PhoneScanner.Scan(text, new NumberWords(text), found);
    }
}
