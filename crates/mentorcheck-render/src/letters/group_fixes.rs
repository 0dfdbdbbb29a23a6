//! Groups minimal fix sets so that no step appears twice: the steps of every set, and independent choices.

use crate::letters::model::Step;

/// The steps of every set, and the choices between the others.
pub(crate) type GroupedFixes = (Vec<Step>, Vec<Vec<Vec<Step>>>);

/// Tells `ways` as steps that they all have and independent choices between alternatives. `all` says
/// that there are no other ways; while there may be, nothing is said to belong to every way.
pub(crate) fn factor_common(ways: &[Vec<Step>], all: bool) -> GroupedFixes {
    if ways.is_empty() || !all {
        let choice = Some(ways.to_vec()).filter(|ways| !ways.is_empty());
        return (Vec::new(), choice.into_iter().collect());
    }
    let mut steps: Vec<&Step> = Vec::new();
    for step in ways.iter().flatten() {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    let (always, rest): (Vec<&Step>, Vec<&Step>) =
        steps.into_iter().partition(|step| ways.iter().all(|way| way.contains(step)));
    let always = always.into_iter().cloned().collect();
    let groups = groups(&rest, ways);
    let choices: Vec<Vec<Vec<Step>>> = groups.iter().map(|group| alternatives(group, ways)).collect();
    // The choices are independent of each other only if every combination of them is a way.
    if choices.iter().map(Vec::len).product::<usize>() == ways.len() {
        return (always, choices);
    }
    (always, vec![alternatives(&rest, ways)])
}

/// Steps that never go together exclude each other, and belong to one choice.
fn groups<'s>(steps: &[&'s Step], ways: &[Vec<Step>]) -> Vec<Vec<&'s Step>> {
    let together = |one: &Step, other: &Step| ways.iter().any(|way| way.contains(one) && way.contains(other));
    let mut groups: Vec<Vec<&Step>> = Vec::new();
    for step in steps {
        let (mut joined, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| !together(step, other)));
        groups = others;
        let mut group: Vec<&Step> = joined.drain(..).flatten().collect();
        group.push(step);
        groups.push(group);
    }
    // What was joined last may have begun first.
    groups.sort_by_key(|group| steps.iter().position(|step| group.contains(step)));
    groups
}

/// The parts of the ways that lie within `steps`, each once.
fn alternatives(steps: &[&Step], ways: &[Vec<Step>]) -> Vec<Vec<Step>> {
    let mut alternatives: Vec<Vec<Step>> = Vec::new();
    for way in ways {
        let part: Vec<Step> = way.iter().filter(|step| steps.contains(step)).cloned().collect();
        if !alternatives.contains(&part) {
            alternatives.push(part);
        }
    }
    alternatives
}

#[cfg(test)]
mod tests {
    use super::{Step, factor_common};
    use crate::letters::{Markdown, model::Field};

    fn step(name: &str) -> Step {
        let field = Field { title: Markdown::text(name), name: Markdown::code(name) };
        Step { field, change: false, from: vec![], remove: vec![], any_of: vec![] }
    }

    /// Ways written as letters, one a step.
    fn letters(ways: &str, all: bool) -> String {
        let ways: Vec<Vec<Step>> =
            ways.split(' ').map(|way| way.chars().map(|name| step(&name.to_string())).collect()).collect();
        let (always, choices) = factor_common(&ways, all);
        let words = |steps: &[Step]| steps.iter().map(|step| step.field.title.as_str()).collect::<String>();
        let choices = choices.iter().map(|choice| choice.iter().map(|way| words(way)).collect::<Vec<_>>().join("/"));
        format!("{} {}", words(&always), choices.collect::<Vec<_>>().join(" ")).trim().to_owned()
    }

    #[test]
    fn shared_steps_appear_once() {
        for (ways, expected) in [
            ("ab", "ab"),
            ("abc abd", "ab c/d"),
            ("ac ad bc bd", "a/b c/d"),
            ("xac xad xae xbc xbd xbe", "x a/b c/d/e"),
            // No combination of choices: listed set by set.
            ("xab xcd", "x ab/cd"),
            ("ac ad bc", "ac/ad/bc"),
        ] {
            assert_eq!(letters(ways, true), expected, "{ways}");
        }
        assert_eq!(letters("abc abd", false), "abc/abd");
        assert_eq!(factor_common(&[], true), (vec![], vec![]));
    }
}
