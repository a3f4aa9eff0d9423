using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Knowledge;

/// <summary>The content hash of an article: changes when anything that is searched or shown changes.</summary>
public static class ArticleHash
{
    public static string Of(KnowledgeArticle article)
    {
        var content = string.Join(
            '\u001f',
            article.Title,
            article.Url,
            article.Language,
            string.Join('\u001e', article.Tags),
            article.Body
        );
        // Only where there is one: the hashes of all other articles stay what they were.
        if (article.Entity is { } entity) content += '\u001f' + entity;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
