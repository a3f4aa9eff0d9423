using CsrAgent.Answering;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>After the model's time limit, there must be time left to answer without the model.</summary>
internal sealed class AnsweringOptionsValidation(IOptions<TurnOptions> turns) : IValidateOptions<AnsweringOptions>
{
    public ValidateOptionsResult Validate(string? name, AnsweringOptions options) =>
        options.AnswerTimeout < turns.Value.TurnTimeout
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"ANSWER_TIMEOUT ({options.AnswerTimeout}) must be shorter than TURN_TIMEOUT ({turns.Value.TurnTimeout}): raise "
                    + "TURN_TIMEOUT or lower ANSWER_TIMEOUT."
            );
}
