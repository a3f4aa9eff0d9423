using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

internal static class Training
{
    public static MoodModel Of(IEnumerable<Reading> readings, LearnerSettings settings)
    {
        var learner = new Learner(settings);
        learner.Train([.. readings]);
        return learner.ToModel(Valence.Read());
    }

    public static void Write(IEnumerable<Reading> readings, LearnerSettings settings, string path)
    {
        using var file = File.Create(path);
        MoodModelFile.Write(Of(readings, settings), file);
        Console.WriteLine($"{path}: {file.Length:N0} bytes");
    }
}
