using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support;

/// <summary>Keeps what is logged, as the console writes it: the line, and the exception below it.</summary>
/// <param name="least">Nothing below it is kept.</param>
internal sealed class CollectedLog<T>(LogLevel least = LogLevel.Trace) : ILogger<T>
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyCollection<string> Entries => _entries;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel)) return;
        _entries.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}");
    }
}
