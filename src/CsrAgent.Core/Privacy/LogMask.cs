namespace CsrAgent.Privacy;

/// <summary>
/// What <see cref="Redactor"/> does, and e-mail addresses and telephone numbers as well: for logs and traces. Where a number could be a
/// telephone number it is masked. Safe to use from many threads.
/// </summary>
public sealed class LogMask(Redactor redactor)
{
    public Redaction Redact(string text) => Redactor.Run(text, Scan);

    public string Mask(string text) => Redact(text).Text;

    private void Scan(string text, List<PiiMatch> found)
    {
        redactor.Scan(text, found);
        EmailScanner.Scan(text, found);
        PhoneScanner.Scan(text, found);
    }
}
