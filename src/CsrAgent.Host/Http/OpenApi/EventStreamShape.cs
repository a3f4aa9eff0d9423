namespace CsrAgent.Host.Http.OpenApi;

/// <summary>Metadata of an endpoint that can answer with an event stream: the name of its events together, and the data of each.</summary>
internal sealed record EventStreamShape(string Name, params IReadOnlyList<(string Event, Type Data)> Events);
