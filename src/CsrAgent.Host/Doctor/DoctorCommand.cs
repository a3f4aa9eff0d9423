using CsrAgent.Host.Configuration;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Doctor;

/// <summary>
/// <c>csr-agent doctor</c>: looks at the settings, the folders, the machine and everything that the server talks to, and says in a line
/// each what is wrong and how to fix it. Run it with the settings of the server; one that runs meanwhile does not notice.
/// </summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    private const string Usage = "Usage: csr-agent doctor [--timeout DURATION]";
    private const int Faulty = 1;
    private const int WrongUse = 2;

    /// <summary>For all that is asked outside this process together.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <param name="args">Those after the command's name.</param>
    /// <param name="subject">What is looked at.</param>
    /// <param name="output">For the findings, one a line, and the count.</param>
    /// <param name="error">For wrong use.</param>
    /// <returns>0 where nothing is broken, 1 where something is, 2 after wrong use.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, DoctorSubject subject, TextWriter output, TextWriter error)
    {
        try
        {
            var timeout = CommandOptions.Parse(Name, args, "--timeout").Duration("--timeout", DefaultTimeout);
            using var cancel = new CancellationTokenSource(timeout, TimeProvider.System);
            var found = await ExamineAsync(subject, cancel.Token);
            foreach (var line in found) await output.WriteLineAsync($"{Word(line.Level)} {line.Part}: {line.Text}");
            var faults = found.Count(line => line.Level == DiagnosisLevel.Fault);
            var warnings = found.Count(line => line.Level == DiagnosisLevel.Warning);
            await output.WriteLineAsync($"{faults} faults, {warnings} warnings (csr-agent {subject.Version})");
            return faults == 0 ? 0 : Faulty;
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"{e.Message}\n{Usage}");
            return WrongUse;
        }
    }

    /// <summary>Where the settings cannot be read, nothing that needs them is tried.</summary>
    internal static async Task<IReadOnlyList<Diagnosis>> ExamineAsync(DoctorSubject subject, CancellationToken cancellationToken)
    {
        var settings = new SettingsCheckup(subject).Run();
        if (settings.Any(line => line.Level == DiagnosisLevel.Fault)) return settings;
        var machine = new MachineCheckup(subject.Values);
        return
        [
            .. settings,
            .. machine.Run(),
            .. await new NetworkCheckup(subject.Values).RunAsync(cancellationToken),
            .. await new PartsCheckup(subject).RunAsync(cancellationToken),
        ];
    }

    private static string Word(DiagnosisLevel level) => level.ToString().ToUpperInvariant().PadRight(nameof(DiagnosisLevel.Warning).Length);
}
