using System.Collections.Concurrent;
using CsrAgent.Turns;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Turns;

/// <summary>Keeps what the worker reports as an error.</summary>
internal sealed class CountingLogger : ILogger<TurnWorker>
{
    public ConcurrentQueue<string> Errors { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel >= LogLevel.Error) Errors.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name}");
    }
}
