namespace CsrAgent.Host.Http.OpenApi;

/// <summary>Metadata of an endpoint that can answer with an event stream: the events, and what their data is.</summary>
internal sealed record EventStreamShape(params IReadOnlyList<(string Name, Type Data)> Events);
