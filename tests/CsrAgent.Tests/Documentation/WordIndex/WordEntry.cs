using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Documentation.WordIndex;

internal sealed record WordEntry(KnowledgeArticle Article, DateTimeOffset SyncedAt);
