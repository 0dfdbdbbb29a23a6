//! Whether a kind fits, in a word or two.

use mentorcheck_core::{catalogue::message, eval::Answer};

/// The answer on a kind in a word or two.
pub(crate) fn kind_answer_word(answer: Answer) -> String {
    message(match answer {
        Answer::Shown => "kind-answer-shown",
        Answer::Refuted => "kind-answer-refuted",
        Answer::Open => "kind-answer-open",
        Answer::Contradictory => "kind-answer-contradictory",
    })
}
