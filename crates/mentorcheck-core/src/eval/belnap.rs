//! Two questions, four answers (Belnap 1977, “A useful four-valued logic”).

use serde::Serialize;

/// What the stated facts say of one question: told that it is so, told that it is not so.
///
/// The two are asked apart from each other. A further fact can turn each from `false` to `true`
/// and never back, which is what makes a judgement on half a description hold for the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Something stated shows it.
    pub shown: bool,
    /// Something stated refutes it.
    pub refuted: bool,
}

/// The four answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is so.
    Shown,
    /// It is not so.
    Refuted,
    /// Nothing stated tells.
    Open,
    /// What is stated tells both.
    Contradictory,
}

impl Answer {
    /// The answer as people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Refuted => "refuted",
            Self::Open => "open",
            Self::Contradictory => "contradictory",
        }
    }
}

impl Told {
    /// The answer to the two questions taken together.
    #[must_use]
    pub const fn answer(self) -> Answer {
        match (self.shown, self.refuted) {
            (true, false) => Answer::Shown,
            (false, true) => Answer::Refuted,
            (false, false) => Answer::Open,
            (true, true) => Answer::Contradictory,
        }
    }

    /// The whole made of necessary parts: refuted when a part is refuted, else contradictory when a part
    /// is, else open when a part is, else shown.
    #[must_use]
    pub fn of_parts(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self { shown: true, refuted: false };
        for part in parts {
            let rank = |told: Self| match told.answer() {
                Answer::Shown => 0,
                Answer::Open => 1,
                Answer::Contradictory => 2,
                Answer::Refuted => 3,
            };
            if rank(part) > rank(whole) {
                whole = part;
            }
        }
        whole
    }
}

/// Each pair of answers once, for the tests of what is made of them.
#[cfg(test)]
pub(super) mod examples {
    use super::Told;

    pub(in crate::eval) const SHOWN: Told = Told { shown: true, refuted: false };
    pub(in crate::eval) const REFUTED: Told = Told { shown: false, refuted: true };
    pub(in crate::eval) const OPEN: Told = Told { shown: false, refuted: false };
    pub(in crate::eval) const BOTH: Told = Told { shown: true, refuted: true };
}

#[cfg(test)]
mod tests {
    use super::Told;
    use crate::eval::belnap::Answer::{self, Contradictory as C, Open as O, Refuted as R, Shown as S};

    #[test]
    fn the_truth_table_of_a_whole_and_two_parts() {
        let told = |answer: Answer| match answer {
            Answer::Shown => Told { shown: true, refuted: false },
            Answer::Refuted => Told { shown: false, refuted: true },
            Answer::Open => Told::default(),
            Answer::Contradictory => Told { shown: true, refuted: true },
        };
        for (one, other, whole) in [
            (S, S, S),
            (S, R, R),
            (S, O, O),
            (S, C, C),
            (R, R, R),
            (R, O, R),
            (R, C, R),
            (O, O, O),
            (O, C, C),
            (C, C, C),
        ] {
            assert_eq!(Told::of_parts([told(one), told(other)]).answer(), whole, "{one:?} and {other:?}");
            assert_eq!(Told::of_parts([told(other), told(one)]).answer(), whole, "{other:?} and {one:?}");
        }
    }

    #[test]
    fn people_and_programs_read_the_same_words() {
        for answer in [S, R, O, C] {
            assert_eq!(serde_json::to_value(answer).expect("a word"), answer.word());
        }
    }
}
