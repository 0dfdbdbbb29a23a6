//! The sentences of the report that are put together from the names in the pack.

use crate::{
    judge::{Answer, Judgement, Standing},
    remedy::Question,
    rules::{KindId, Pack, Requirement},
};

/// How many kinds a sentence names before it counts the rest.
const NAMED: usize = 4;

/// “a, b and c”, with `last` before the final one.
pub(crate) fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

/// The verdict in one sentence, the answer to what was expected first.
pub(super) fn verdict(
    pack: &Pack,
    judgement: &Judgement,
    name: &str,
    expected: Option<KindId>,
    first_question: Option<&Question>,
) -> String {
    let name = if name.is_empty() { "This programme" } else { name };
    let title = |kind: &KindId| pack.kinds[*kind].title.clone();
    let verdict = &judgement.verdict;
    let other = expected
        .filter(|expected| !verdict.candidates.contains(expected))
        .filter(|kind| judgement.kinds[*kind].refuted);
    match (verdict.standing, verdict.kind) {
        (Standing::Established, Some(kind)) => match other {
            Some(other) => format!("{name} is {}, not {}.", title(&kind), title(&other)),
            None => format!("{name} is {}.", title(&kind)),
        },
        (Standing::Provisional, Some(kind)) => {
            let refused = other.map(|other| format!(", not to {}", title(&other))).unwrap_or_default();
            let missing = requirements(pack, judgement, kind, |answer| answer == Answer::Open);
            format!("{name} points to {}{refused}. Still to be shown: {}.", title(&kind), missing.join("; "))
        }
        (Standing::Contradictory, _) => {
            let kinds: Vec<_> = verdict.candidates.iter().map(title).collect();
            format!(
                "{name} contradicts itself: what is stated both shows and refutes that it is {}.",
                listed(&kinds, "or")
            )
        }
        (Standing::Unclassified, _) => unclassified(pack, judgement, name, other),
        _ => {
            let begin = match other {
                Some(other) => format!("{name} is not {}; it", title(&other)),
                None => name.to_owned(),
            };
            let question = first_question
                .map(|question| format!(" To settle it, ask first: {}", pack.criteria[question.criterion].question))
                .unwrap_or_default();
            let mut kinds: Vec<_> = verdict.candidates.iter().take(NAMED).map(title).collect();
            let rest = verdict.candidates.len().saturating_sub(NAMED);
            if rest > 0 {
                kinds.push(if rest == 1 { "one other kind".into() } else { format!("{rest} other kinds") });
            }
            format!("{begin} may be {}.{question}", listed(&kinds, "or"))
        }
    }
}

fn unclassified(pack: &Pack, judgement: &Judgement, name: &str, expected: Option<KindId>) -> String {
    let begin = match expected {
        Some(expected) => format!("{name} is not {}, and fits no other kind either.", pack.kinds[expected].title),
        None => format!("{name} fits none of the kinds."),
    };
    let [nearest, others @ ..] = judgement.verdict.nearest.as_slice() else { return begin };
    let against =
        requirements(pack, judgement, *nearest, |answer| matches!(answer, Answer::Refuted | Answer::Contradictory));
    let ties = match others.len() {
        0 => String::new(),
        1 => format!(" ({} is as near)", pack.kinds[others[0]].title),
        many => format!(" ({many} other kinds are as near by number of points refuted)"),
    };
    format!("{begin} Nearest is {}; what speaks against it: {}{ties}.", pack.kinds[*nearest].title, against.join("; "))
}

/// What a kind requires and the judgement answers in this way, in words that fit after a colon.
fn requirements(pack: &Pack, judgement: &Judgement, kind: KindId, which: fn(Answer) -> bool) -> Vec<String> {
    let chosen =
        pack.kinds[kind].requires.iter().filter(|requirement| which(judgement.requirement(**requirement).answer()));
    chosen
        .map(|requirement| match requirement {
            Requirement::Block(_) => pack.requirement_title(*requirement).to_lowercase(),
            Requirement::Criterion(_) => pack.requirement_title(*requirement).to_owned(),
        })
        .collect()
}
