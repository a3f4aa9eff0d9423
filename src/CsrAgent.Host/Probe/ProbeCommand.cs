using System.Text.Json;
using CsrAgent.Host.Configuration;

namespace CsrAgent.Host.Probe;

/// <summary>
/// <c>csr-agent probe</c>: asks a running server whether it is ready, or, with a message, whether a customer gets an answer. For health
/// checks of containers, which have no shell, and for monitoring from outside.
/// </summary>
internal static class ProbeCommand
{
    public const string Name = "probe";

    private const string Usage = "Usage: csr-agent probe [--server URL] [--message TEXT] [--timeout DURATION]";
    private const int Unwell = 1;
    private const int WrongUse = 2;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(35);

    /// <param name="args">Those after the command's name.</param>
    /// <param name="settings">Of this process: PORT says where the server is, API_KEY opens a session where sessions need tokens.</param>
    /// <param name="output">For one line about what was found.</param>
    /// <param name="error">For what keeps it from asking.</param>
    /// <returns>0 if the server is healthy, 1 where it is not, 2 where it could not be asked.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ProbeSettings settings, TextWriter output, TextWriter error)
    {
        try
        {
            var options = CommandOptions.Parse(Name, args, "--server", "--message", "--timeout");
            using var http = new HttpClient
            {
                BaseAddress = options.Address("--server", new Uri($"http://localhost:{settings.Port}/")),
                Timeout = options.Duration("--timeout", DefaultTimeout),
            };
            var customer = new SyntheticCustomer(http, settings.ApiKey, TimeProvider.System);
            var result = options.Find("--message") is { } message
                ? await customer.AskAsync(message, CancellationToken.None)
                : await customer.IsReadyAsync(CancellationToken.None);
            await output.WriteLineAsync(result.Text);
            return result.IsWell ? 0 : Unwell;
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"{e.Message}\n{Usage}");
            return WrongUse;
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            // "See inner exception" helps nobody.
            await output.WriteLineAsync($"no answer: this machine does not trust the certificate. {e.GetBaseException().Message}");
            return Unwell;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
        {
            await output.WriteLineAsync($"no answer: {e.Message}");
            return Unwell;
        }
    }
}
