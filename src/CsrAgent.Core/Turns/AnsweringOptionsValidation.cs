using CsrAgent.Answering;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>An answer must have time to be made without the model after the model's time is up.</summary>
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
