using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Knowledge;

/// <summary>A snapshot whose passages are also compared with the question by meaning. An index may leave it out.</summary>
public interface IEmbeddedSnapshot : ISearchSnapshot
{
    /// <summary>Filled while the snapshot is in use.</summary>
    PassageVectors Vectors { get; }
}
