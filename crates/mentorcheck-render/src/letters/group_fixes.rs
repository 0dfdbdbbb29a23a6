//! Groups minimal fix sets so that no step appears twice: the steps of every set, and independent choices.

use crate::letters::model::FixStep;

/// The steps of every set, and choices between alternatives.
pub(crate) type GroupedFixes = (Vec<FixStep>, Vec<Vec<Vec<FixStep>>>);

/// Factors fix sets into their common steps and independent choices. If the sets are incomplete (`!all`), no step is
/// called common.
pub(crate) fn factor_common(sets: &[Vec<FixStep>], is_complete: bool) -> GroupedFixes {
    if sets.is_empty() || !is_complete {
        let choice = Some(sets.to_vec()).filter(|ways| !ways.is_empty());
        return (Vec::new(), choice.into_iter().collect());
    }
    let mut steps: Vec<&FixStep> = Vec::new();
    for step in sets.iter().flatten() {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    let (always, other_steps): (Vec<&FixStep>, Vec<&FixStep>) =
        steps.into_iter().partition(|step| sets.iter().all(|set| set.contains(step)));
    let always = always.into_iter().cloned().collect();
    let groups = group_exclusive_steps(&other_steps, sets);
    let choices: Vec<Vec<Vec<FixStep>>> = groups.iter().map(|group| restrict_sets(group, sets)).collect();
    // The choices are independent of each other only if every combination of them is a way.
    if choices.iter().map(Vec::len).product::<usize>() == sets.len() {
        return (always, choices);
    }
    (always, vec![restrict_sets(&other_steps, sets)])
}

/// Steps that never occur in one set exclude each other, and form one choice.
fn group_exclusive_steps<'s>(steps: &[&'s FixStep], sets: &[Vec<FixStep>]) -> Vec<Vec<&'s FixStep>> {
    let occur_together =
        |first: &FixStep, second: &FixStep| sets.iter().any(|set| set.contains(first) && set.contains(second));
    let mut groups: Vec<Vec<&FixStep>> = Vec::new();
    for step in steps {
        let (mut joined, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| !occur_together(step, other)));
        groups = others;
        let mut group: Vec<&FixStep> = joined.drain(..).flatten().collect();
        group.push(step);
        groups.push(group);
    }
    // Restore the order of first steps, which joining changes.
    groups.sort_by_key(|group| steps.iter().position(|step| group.contains(step)));
    groups
}

/// The distinct restrictions of the sets to `steps`.
fn restrict_sets(steps: &[&FixStep], sets: &[Vec<FixStep>]) -> Vec<Vec<FixStep>> {
    let mut alternatives: Vec<Vec<FixStep>> = Vec::new();
    for set in sets {
        let restriction: Vec<FixStep> = set.iter().filter(|step| steps.contains(step)).cloned().collect();
        if !alternatives.contains(&restriction) {
            alternatives.push(restriction);
        }
    }
    alternatives
}

#[cfg(test)]
mod tests {
    use super::{FixStep, factor_common};
    use crate::letters::{Markdown, model::Field};

    fn step(name: &str) -> FixStep {
        let field = Field { title: Markdown::text(name), name: Markdown::code(name) };
        FixStep { field, change: false, from: vec![], extends: false, remove: vec![], any_of: vec![] }
    }

    /// Sets written as strings, one character a step.
    fn group_from_letters(sets: &str, is_complete: bool) -> String {
        let ways: Vec<Vec<FixStep>> =
            sets.split(' ').map(|set| set.chars().map(|name| step(&name.to_string())).collect()).collect();
        let (always, choices) = factor_common(&ways, is_complete);
        let titles = |steps: &[FixStep]| steps.iter().map(|step| step.field.title.as_str()).collect::<String>();
        let choices = choices
            .iter()
            .map(|choice| choice.iter().map(|alternative| titles(alternative)).collect::<Vec<_>>().join("/"));
        format!("{} {}", titles(&always), choices.collect::<Vec<_>>().join(" ")).trim().to_owned()
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
            assert_eq!(group_from_letters(ways, true), expected, "{ways}");
        }
        assert_eq!(group_from_letters("abc abd", false), "abc/abd");
        assert_eq!(factor_common(&[], true), (vec![], vec![]));
    }
}
