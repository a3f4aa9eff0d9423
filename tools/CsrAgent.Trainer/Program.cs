using CsrAgent.Trainer;

// Trains the models that ship in CsrAgent.Core, or evaluates their training on held-out data; see docs/models.
const string Moods = "src/CsrAgent.Core/Sentiment/mood.model",
    Requests = "src/CsrAgent.Core/Signals/human-requests.model",
    Claims = "src/CsrAgent.Core/Answering/ActionClaims/action-claims.model";
var settings = new LearnerSettings();
switch (args)
{
    case ["train", var goEmotions, var intents]:
        Training.Write(Corpus.Read(goEmotions, settings), settings, Moods);
        SentenceTraining.OfHumanRequests.Write(HumanRequestCorpus.Read(goEmotions, intents), Requests);
        SentenceTraining.OfActionClaims.Write(ActionClaimCorpus.Read(), Claims);
        return 0;
    case ["train-requests", var goEmotions, var intents]:
        SentenceTraining.OfHumanRequests.Write(HumanRequestCorpus.Read(goEmotions, intents), Requests);
        return 0;
    case ["train-claims"]:
        SentenceTraining.OfActionClaims.Write(ActionClaimCorpus.Read(), Claims);
        return 0;
    case ["evaluate", var goEmotions]:
        await Console.Out.WriteLineAsync(Evaluation.Render(Corpus.Read(goEmotions, settings), goEmotions, settings));
        return 0;
    case ["evaluate-requests", var goEmotions, var intents]:
        await Console.Out.WriteLineAsync(HumanRequestEvaluation.Render(HumanRequestCorpus.Read(goEmotions, intents)));
        return 0;
    case ["evaluate-claims"]:
        await Console.Out.WriteLineAsync(ActionClaimEvaluation.Render(ActionClaimCorpus.Read()));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            """
            dotnet run -c Release --project tools/CsrAgent.Trainer -- COMMAND [GOEMOTIONS [INTENTS]]
              GOEMOTIONS          a folder that holds train.tsv, dev.tsv, test.tsv and labels.txt
              INTENTS             a folder that holds human_handoff.txt, banking77_train.csv and clinc150_train.jsonl
              train GOEMOTIONS INTENTS
                                  writes all models in src/CsrAgent.Core; the same input gives the same files
              train-requests GOEMOTIONS INTENTS
                                  writes human-requests.model alone
              train-claims        writes action-claims.model alone
              evaluate GOEMOTIONS
                                  moods: prints recall and confusion: the authored sentences in five folds, each judged by a model that
                                  has not seen it, and GoEmotions' dev and test sets
              evaluate-requests GOEMOTIONS INTENTS
                                  prints what a model that has not seen a source of INTENTS makes of it, for each source
              evaluate-claims     prints what a model that has not seen a file of claims makes of it, for each file
            """
        );
        return 2;
}
