//! Four-valued logic (N. D. Belnap, “A useful four-valued logic”, 1977).

use serde::Serialize;

/// Evidence for and against a question, as two independent bits. Both are monotone: a further fact can set a bit but
/// never clear it, so evaluating a partial description is sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Belnap {
    /// A stated fact supports it.
    pub shown: bool,
    /// A stated fact refutes it.
    pub refuted: bool,
}

/// The four truth values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Shown,
    Refuted,
    /// Neither: no stated fact decides.
    Open,
    /// Both: the stated facts conflict.
    Contradictory,
}

impl Answer {
    /// The name in output, equal to the serialised form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Refuted => "refuted",
            Self::Open => "open",
            Self::Contradictory => "contradictory",
        }
    }
}

impl Belnap {
    #[must_use]
    pub const fn answer(self) -> Answer {
        match (self.shown, self.refuted) {
            (true, false) => Answer::Shown,
            (false, true) => Answer::Refuted,
            (false, false) => Answer::Open,
            (true, true) => Answer::Contradictory,
        }
    }

    /// Conjunction of necessary parts: the answer of highest rank in the order shown, open, contradictory, refuted.
    #[must_use]
    pub fn all_of(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self { shown: true, refuted: false };
        for part in parts {
            let rank = |value: Self| match value.answer() {
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

/// Test constants for the four values.
#[cfg(test)]
pub(super) mod examples {
    use super::Belnap;

    pub(in crate::eval) const SHOWN: Belnap = Belnap { shown: true, refuted: false };
    pub(in crate::eval) const REFUTED: Belnap = Belnap { shown: false, refuted: true };
    pub(in crate::eval) const OPEN: Belnap = Belnap { shown: false, refuted: false };
    pub(in crate::eval) const BOTH: Belnap = Belnap { shown: true, refuted: true };
}

#[cfg(test)]
mod tests {
    use super::Belnap;
    use crate::eval::belnap::Answer::{self, Contradictory as C, Open as O, Refuted as R, Shown as S};

    #[test]
    fn all_of_truth_table() {
        let from_answer = |answer: Answer| match answer {
            Answer::Shown => Belnap { shown: true, refuted: false },
            Answer::Refuted => Belnap { shown: false, refuted: true },
            Answer::Open => Belnap::default(),
            Answer::Contradictory => Belnap { shown: true, refuted: true },
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
            assert_eq!(Belnap::all_of([from_answer(one), from_answer(other)]).answer(), whole, "{one:?} and {other:?}");
            assert_eq!(Belnap::all_of([from_answer(other), from_answer(one)]).answer(), whole, "{other:?} and {one:?}");
        }
    }

    #[test]
    fn as_str_equals_serialised_form() {
        for answer in [S, R, O, C] {
            assert_eq!(serde_json::to_value(answer).expect("serialises"), answer.as_str());
        }
    }
}
