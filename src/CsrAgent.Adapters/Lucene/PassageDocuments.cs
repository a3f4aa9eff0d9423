using System.Globalization;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>An article as documents, one per passage; the first also stores the whole article.</summary>
internal static class PassageDocuments
{
    // Positions are not searched.
    private static readonly FieldType Searched = new()
    {
        IsIndexed = true,
        IsTokenized = true,
        IndexOptions = IndexOptions.DOCS_AND_FREQS,
    };

    static PassageDocuments() => Searched.Freeze();

    public static List<Document> Of(StoredArticle stored)
    {
        var documents = PassageSplitter.Split(stored.Article).Select(passage => Of(passage, stored.Article)).ToList();
        documents[0].Add(new StringField(KnowledgeFields.Head, "1", Field.Store.NO));
        documents[0].Add(new StoredField(KnowledgeFields.Whole, stored.Write()));
        return documents;
    }

    public static PassageHit Read(Document document)
    {
        var index = document.GetField(KnowledgeFields.Index).GetInt32Value() ?? 0;
        var passage = new Passage(
            Text(document, KnowledgeFields.Article)!,
            index,
            Text(document, KnowledgeFields.Heading),
            Text(document, KnowledgeFields.Text)!
        );
        return new PassageHit(
            passage,
            Text(document, KnowledgeFields.Title)!,
            Text(document, KnowledgeFields.Url),
            Text(document, KnowledgeFields.Language)!,
            0
        )
        {
            Entity = Text(document, KnowledgeFields.Entity),
            Tags = [.. document.GetFields(KnowledgeFields.Tags).Select(field => field.GetStringValue(CultureInfo.InvariantCulture))],
        };
    }

    /// <summary>A stored field, or null.</summary>
    public static string? Text(Document document, string field) => document.GetField(field)?.GetStringValue(CultureInfo.InvariantCulture);

    private static Document Of(Passage passage, KnowledgeArticle article)
    {
        var document = new Document
        {
            new StringField(KnowledgeFields.Article, article.Id, Field.Store.YES),
            new SortedDocValuesField(KnowledgeFields.Article, new BytesRef(article.Id)),
            new SortedDocValuesField(KnowledgeFields.Language, new BytesRef(article.Language)),
            new StoredField(KnowledgeFields.Language, article.Language),
            new StoredField(KnowledgeFields.Index, passage.Index),
            new StoredField(KnowledgeFields.Text, passage.Text),
            new StoredField(KnowledgeFields.Title, article.Title),
            new Field(KnowledgeFields.Of(SearchedField.Title, article.Language), article.Title, Searched),
            new Field(KnowledgeFields.Of(SearchedField.Body, article.Language), MarkdownText.Plain(passage.Text), Searched),
        };
        if (article.Url is { } url) document.Add(new StoredField(KnowledgeFields.Url, url));
        if (article.Entity is { } entity)
        {
            document.Add(new StoredField(KnowledgeFields.Entity, entity));
            document.Add(new Field(KnowledgeFields.Of(SearchedField.Tags, article.Language), entity, Searched));
        }
        if (passage.Heading is { } heading) AddHeading(document, heading, article.Language);
        foreach (var tag in article.Tags)
        {
            document.Add(new StoredField(KnowledgeFields.Tags, tag));
            document.Add(new Field(KnowledgeFields.Of(SearchedField.Tags, article.Language), tag, Searched));
        }
        return document;
    }

    private static void AddHeading(Document document, string heading, string language)
    {
        document.Add(new StoredField(KnowledgeFields.Heading, heading));
        document.Add(new Field(KnowledgeFields.Of(SearchedField.Heading, language), MarkdownText.Plain(heading), Searched));
    }
}
