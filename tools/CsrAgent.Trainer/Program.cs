using CsrAgent.Trainer;

// Trains the models that ship in CsrAgent.Core, or evaluates their training on held-out data; see docs/models.
if (
    args is not [var command and ("train" or "evaluate" or "train-requests" or "evaluate-requests"), var goEmotions, .. var more]
    || (more.Length == 0 && command != "evaluate")
)
{
    await Console.Error.WriteLineAsync(
        """
        dotnet run -c Release --project tools/CsrAgent.Trainer -- COMMAND GOEMOTIONS [INTENTS]
          GOEMOTIONS          a folder that holds train.tsv, dev.tsv, test.tsv and labels.txt
          INTENTS             a folder that holds human_handoff.txt, banking77_train.csv and clinc150_train.jsonl
          train               writes mood.model and human-requests.model in src/CsrAgent.Core; the same input gives the same files
          train-requests      writes human-requests.model alone
          evaluate            moods: prints recall and confusion: the authored sentences in five folds, each judged by a model that has
                              not seen it, and GoEmotions' dev and test sets
          evaluate-requests   prints what a model that has not seen a source of INTENTS makes of it, for each source
        """
    );
    return 2;
}

var settings = new LearnerSettings();
switch (command)
{
    case "evaluate":
        await Console.Out.WriteLineAsync(Evaluation.Render(Corpus.Read(goEmotions, settings), goEmotions, settings));
        break;
    case "evaluate-requests":
        await Console.Out.WriteLineAsync(HumanRequestEvaluation.Render(HumanRequestCorpus.Read(goEmotions, more[0])));
        break;
    default:
        if (command == "train") Training.Write(Corpus.Read(goEmotions, settings), settings, "src/CsrAgent.Core/Sentiment/mood.model");
        HumanRequestTraining.Write(HumanRequestCorpus.Read(goEmotions, more[0]), "src/CsrAgent.Core/Signals/human-requests.model");
        break;
}

return 0;
