using System.Collections.Immutable;
using CsrAgent.Knowledge;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>One index on disk. Written by one caller at a time; searched by any number, each in the snapshot that it acquired.</summary>
internal sealed class Generation : IDisposable
{
    private const string RevisionKey = "revision";

    private readonly NIOFSDirectory _directory;
    private IndexWriter _writer;
    private volatile Snapshot _snapshot;
    private volatile ImmutableDictionary<string, IndexedArticle> _articles;

    private Generation(NIOFSDirectory directory, IndexWriter writer, DirectoryReader reader)
    {
        (_directory, _writer, _snapshot) = (directory, writer, new Snapshot(reader));
        Folder = directory.Directory.FullName;
        IsCurrent = reader.IndexCommit.UserData.TryGetValue(RevisionKey, out var revision) && revision == LanguageAnalyzers.Revision;
        _articles = Stored().Select(stored => stored.Entry).ToImmutableDictionary(entry => entry.Id);
    }

    public string Folder { get; }

    public IReadOnlyDictionary<string, IndexedArticle> Articles => _articles;

    /// <summary>False when it was written by a version whose analysis differs.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Whether the folder holds a generation to which <see cref="Write"/> has succeeded.</summary>
    public static bool IsWhole(string folder)
    {
        using var directory = new NIOFSDirectory(folder);
        return DirectoryReader.IndexExists(directory) && DirectoryReader.ListCommits(directory)[^1].UserData.ContainsKey(RevisionKey);
    }

    /// <summary>
    /// Opens an existing generation and verifies every checksum, or creates an empty one, which is not complete before something is
    /// written.
    /// </summary>
    public static Generation Open(string folder)
    {
        var directory = new NIOFSDirectory(folder);
        IndexWriter? writer = null;
        DirectoryReader? reader = null;
        try
        {
            writer = NewWriter(directory);
            if (!DirectoryReader.IndexExists(directory)) writer.Commit();
            reader = DirectoryReader.Open(directory);
            foreach (var leaf in reader.Leaves) leaf.AtomicReader.CheckIntegrity();
            return new Generation(directory, writer, reader);
        }
        catch
        {
            reader?.Dispose();
            writer?.Rollback();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>The current snapshot, or null if the generation has been closed.</summary>
    public Snapshot? Acquire()
    {
        while (true)
        {
            var snapshot = _snapshot;
            if (snapshot.TryAcquire()) return snapshot;
            // Closed between the two lines: either a newer snapshot has replaced it, or the generation is closed.
            if (ReferenceEquals(snapshot, _snapshot)) return null;
        }
    }

    /// <summary>All or nothing; durable and searchable when it returns.</summary>
    public void Write(IEnumerable<StoredArticle> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken)
    {
        var articles = _articles.ToBuilder();
        try
        {
            foreach (var stored in upserts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _writer.UpdateDocuments(new Term(KnowledgeFields.Article, stored.Article.Id), PassageDocuments.Of(stored));
                articles[stored.Article.Id] = stored.Entry;
            }
            _writer.DeleteDocuments([.. deletes.Select(id => new Term(KnowledgeFields.Article, id))]);
            articles.RemoveRange(deletes);
            Commit(_writer);
        }
        catch
        {
            // Discards what was written since the last commit, and closes the writer.
            _writer.Rollback();
            _writer = NewWriter(_directory);
            throw;
        }
        IsCurrent = true;
        Publish(articles.ToImmutable());
    }

    /// <summary>All articles in full.</summary>
    public IEnumerable<StoredArticle> Stored()
    {
        var reader = _snapshot.Reader;
        foreach (var leaf in reader.Leaves)
        {
            var heads = leaf.AtomicReader.GetTermDocsEnum(new Term(KnowledgeFields.Head, "1"));
            while (heads is not null && heads.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                yield return StoredArticle.Read(
                    PassageDocuments.Text(leaf.AtomicReader.Document(heads.DocID), KnowledgeFields.Whole) ?? ""
                );
            }
        }
    }

    public void Dispose()
    {
        _snapshot.Release();
        _writer.Rollback();
        _directory.Dispose();
    }

    private void Publish(ImmutableDictionary<string, IndexedArticle> articles)
    {
        var old = _snapshot;
        if (DirectoryReader.OpenIfChanged(old.Reader) is not { } reader) return;
        try
        {
            (_snapshot, _articles) = (new Snapshot(reader), articles);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
        old.Release();
    }

    private static void Commit(IndexWriter writer)
    {
        writer.SetCommitData(new Dictionary<string, string> { [RevisionKey] = LanguageAnalyzers.Revision });
        writer.Commit();
    }

    private static IndexWriter NewWriter(NIOFSDirectory directory) =>
        new(
            directory,
            new IndexWriterConfig(LuceneVersion.LUCENE_48, new FieldAnalyzer())
            {
                Similarity = new BM25Similarity(),
                OpenMode = OpenMode.CREATE_OR_APPEND,
                // Merges are small in an index of articles; on the writing thread, their errors are not lost.
                MergeScheduler = new SerialMergeScheduler(),
            }
        );
}
