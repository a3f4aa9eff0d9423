using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

internal static class Training
{
    public static MoodModel Of(IEnumerable<EncodedExample> examples, LearnerSettings settings)
    {
        var learner = new Learner(settings);
        learner.Train([.. examples]);
        return learner.ToModel(Valence.Read());
    }

    public static void Write(IEnumerable<EncodedExample> examples, LearnerSettings settings, string path)
    {
        using var file = File.Create(path);
        MoodModelFile.Write(Of(examples, settings), file);
        Console.WriteLine($"{path}: {file.Length:N0} bytes");
    }
}
