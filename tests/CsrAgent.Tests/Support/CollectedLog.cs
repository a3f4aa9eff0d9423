using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support;

/// <summary>Keeps what is logged, as the console writes it: the line, and the exception below it.</summary>
internal sealed class CollectedLog : ILogger
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyCollection<string> Entries => _entries;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _entries.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}");
}
