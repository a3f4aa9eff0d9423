using CsrAgent.Trainer;

// Trains the models that ship in CsrAgent.Core, or evaluates the training of moods on held-out data; see docs/models.
if (args is not [var command and ("train" or "evaluate"), var goEmotions])
{
    await Console.Error.WriteLineAsync(
        """
        dotnet run -c Release --project tools/CsrAgent.Trainer -- train|evaluate FOLDER
          FOLDER     holds GoEmotions: train.tsv, dev.tsv, test.tsv and labels.txt
          train      writes mood.model and human-requests.model in src/CsrAgent.Core; the same input gives the same files
          evaluate   prints recall and confusion: the authored sentences in five folds, each judged by a model that has not seen it,
                     and GoEmotions' dev and test sets
        """
    );
    return 2;
}

var settings = new LearnerSettings();
var examples = Corpus.Read(goEmotions, settings);
if (command == "train")
{
    Training.Write(examples, settings, "src/CsrAgent.Core/Sentiment/mood.model");
    HumanRequestTraining.Write(HumanRequestCorpus.Read(goEmotions), "src/CsrAgent.Core/Signals/human-requests.model");
}
else
{
    await Console.Out.WriteLineAsync(Evaluation.Render(examples, goEmotions, settings));
}

return 0;
