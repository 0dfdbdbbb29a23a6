//! What a programme is expected to be.

use super::{Judgement, verdict::VerdictStatus};
use crate::pack::KindId;

/// Expected kind of the programmes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    Kind(KindId),
    /// No expectation.
    Any,
    /// The kind that the programme's own label names.
    Label,
}

impl Expectation {
    #[must_use]
    pub const fn kind(self) -> Option<KindId> {
        match self {
            Self::Kind(kind) => Some(kind),
            Self::Any | Self::Label => None,
        }
    }

    /// Kind for which findings are assessed: the expected kind, else the kind of the verdict.
    #[must_use]
    pub fn target(self, judgement: &Judgement) -> Option<KindId> {
        self.kind().or(judgement.verdict.kind)
    }

    /// Whether the evaluation meets the expectation. Provisional verdicts count only with `accept_provisional`; labels
    /// that do not name a kind always count.
    #[must_use]
    pub fn is_met(self, judgement: &Judgement, accept_provisional: bool) -> bool {
        let verdict = &judgement.verdict;
        let is_conclusive = match verdict.status {
            VerdictStatus::Established => true,
            VerdictStatus::Provisional => accept_provisional,
            _ => false,
        };
        match self {
            Self::Any => true,
            Self::Kind(kind) => is_conclusive && verdict.kind == Some(kind),
            Self::Label => judgement.label.is_none_or(|label| !label.names_kind || is_conclusive && label.fits_verdict),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{LabelCheck, Verdict};

    const KIND: KindId = 2;
    const OTHER: KindId = 0;

    fn judgement(status: VerdictStatus, kind: Option<KindId>, label: Option<LabelCheck>) -> Judgement {
        Judgement {
            criteria: Vec::new(),
            blocks: Vec::new(),
            kinds: Vec::new(),
            verdict: Verdict { status, kind, candidates: Vec::new(), nearest: Vec::new() },
            spectrum: None,
            label,
        }
    }

    #[test]
    fn findings_are_assessed_for_the_expected_kind_or_that_of_the_verdict() {
        let found = judgement(VerdictStatus::Established, Some(OTHER), None);
        let open = judgement(VerdictStatus::Open, None, None);
        for (expectation, own, for_found, for_open) in [
            (Expectation::Kind(KIND), Some(KIND), Some(KIND), Some(KIND)),
            (Expectation::Any, None, Some(OTHER), None),
            (Expectation::Label, None, Some(OTHER), None),
        ] {
            assert_eq!(expectation.kind(), own, "{expectation:?}");
            assert_eq!(
                (expectation.target(&found), expectation.target(&open)),
                (for_found, for_open),
                "{expectation:?}"
            );
        }
    }

    #[test]
    fn a_kind_is_met_by_itself_if_the_verdict_is_conclusive() {
        use VerdictStatus::{Contradictory, Established, Open, Provisional, Unclassified};
        for (status, kind, met, met_provisionally) in [
            (Established, Some(KIND), true, true),
            (Established, Some(OTHER), false, false),
            (Provisional, Some(KIND), false, true),
            (Provisional, Some(OTHER), false, false),
            (Open, None, false, false),
            (Unclassified, None, false, false),
            (Contradictory, None, false, false),
        ] {
            let judgement = judgement(status, kind, None);
            let is_met = |accept_provisional| Expectation::Kind(KIND).is_met(&judgement, accept_provisional);
            assert_eq!((is_met(false), is_met(true)), (met, met_provisionally), "{status:?} {kind:?}");
            assert!(Expectation::Any.is_met(&judgement, false), "{status:?} {kind:?}");
        }
    }

    #[test]
    fn a_label_is_met_if_it_names_no_kind_or_that_of_the_verdict() {
        use VerdictStatus::{Established, Open, Provisional};
        let is_met = |status, label, accept_provisional| {
            Expectation::Label.is_met(&judgement(status, Some(KIND), label), accept_provisional)
        };
        let label =
            |names_kind, fits_verdict| Some(LabelCheck { declared: 0, is_accurate: None, names_kind, fits_verdict });
        for (names_kind, fits, status, met, met_provisionally) in [
            (true, true, Established, true, true),
            (true, true, Provisional, false, true),
            (true, true, Open, false, false),
            (true, false, Established, false, false),
            (true, false, Provisional, false, false),
            (false, true, Open, true, true),
            (false, false, Established, true, true),
            (false, false, Open, true, true),
        ] {
            let case = (is_met(status, label(names_kind, fits), false), is_met(status, label(names_kind, fits), true));
            assert_eq!(case, (met, met_provisionally), "{names_kind} {fits} {status:?}");
        }
        assert!(is_met(Open, None, false), "without a label");
    }
}
