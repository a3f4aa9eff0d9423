namespace CsrAgent.Tests.Support.Elasticsearch;

public sealed record FakeElasticsearchRequest(string Method, string Path, string Body);
