//! Which facts would show a point, and which sets of facts would make a programme the expected kind.

use crate::letters::{
    group_fixes,
    markdown_escape::Markdown,
    model::{FixChoices, FixStep},
};
use crate::{deciding_points::complete_list, fix_steps::extends_list};
use mentorcheck_core::{
    facts::{Fact, Facts},
    fixes::fields_read,
    pack::{CriterionId, Weight},
    report::{AdditionReport, ReplacementReport},
    schema::FieldId,
};

use super::LetterBuilder;

impl LetterBuilder<'_> {
    /// The facts of which any one would meet a criterion that is not met, by field.
    pub(super) fn sufficient_facts(&self, id: CriterionId) -> Vec<FixStep> {
        let (pack, vocabulary) = (self.checker.pack(), self.checker.vocabulary());
        let criterion = &pack.criteria[id];
        let facts = &self.description.facts;
        let is_met = |facts: &Facts| {
            criterion.shown.eval(facts) && !criterion.refuted.as_ref().is_some_and(|refuted| refuted.eval(facts))
        };
        if is_met(facts) {
            return Vec::new();
        }
        // What meets this point must not refute another one of the same kind.
        let refuted_by = |facts: &Facts| -> Vec<CriterionId> {
            let criteria = pack.criteria_with_owner(self.target()).map(|(_, id)| id);
            let refuted = |id: &CriterionId| pack.criteria[*id].refuted.as_ref().is_some_and(|it| it.eval(facts));
            criteria.filter(|id| pack.criteria[*id].weight == Weight::Necessary && refuted(id)).collect()
        };
        let refuted_now = refuted_by(facts);
        let steps = fields_read(pack, id).into_iter().filter_map(|field| {
            let values = vocabulary.fields[field].values.iter().enumerate();
            let sufficient = values.filter(|(index, value)| {
                let facts = facts.with(vocabulary, Fact { field, value: Some(*index) });
                let is_harmless = || refuted_by(&facts).iter().all(|id| refuted_now.contains(id));
                !value.not_asked && is_met(&facts) && is_harmless()
            });
            let any_of: Vec<String> = sufficient.map(|(_, value)| value.name.clone()).collect();
            let step = self.step(field, &any_of);
            (!any_of.is_empty()).then_some(step)
        });
        steps.collect()
    }

    pub(super) fn fixes(&self) -> FixChoices {
        let fixes = &self.programme.remedy;
        let sets: Vec<Vec<FixStep>> = fixes
            .sets
            .iter()
            .map(|set| {
                let change = set.change.iter().filter_map(|replacement| self.replacement_step(replacement));
                change.chain(set.state.iter().filter_map(|addition| self.addition_step(addition))).collect()
            })
            .collect();
        let (always, choices) = group_fixes::factor_common(&sets, sets.len() == fixes.sets_total);
        FixChoices {
            target: self.kind_title(&fixes.target),
            unreachable: fixes.unreachable,
            total: fixes.sets_total,
            listed: sets.len(),
            first: sets.first().cloned().unwrap_or_default(),
            always,
            choices,
        }
    }

    pub(super) fn replacement_step(&self, step: &ReplacementReport) -> Option<FixStep> {
        let field = self.checker.vocabulary().field_id(&step.field)?;
        Some(FixStep {
            change: true,
            from: self.stated_values(field, &step.from),
            extends: step.remove.is_empty() && extends_list(&self.checker.vocabulary().fields[field], &step.from),
            remove: self.values(field, &step.remove),
            ..self.step(field, &step.any_of)
        })
    }

    /// What is stated now; of a complete list, one phrase.
    fn stated_values(&self, id: FieldId, names: &[String]) -> Vec<Markdown> {
        let field = &self.checker.vocabulary().fields[id];
        let is_complete = names.iter().any(|name| field.is_closing(name));
        if is_complete { vec![Markdown::text(&complete_list(field, names))] } else { self.values(id, names) }
    }

    pub(super) fn addition_step(&self, step: &AdditionReport) -> Option<FixStep> {
        Some(self.step(self.checker.vocabulary().field_id(&step.field)?, &step.any_of))
    }

    pub(super) fn step(&self, field: FieldId, any_of: &[String]) -> FixStep {
        FixStep {
            field: self.description.field(field),
            change: false,
            extends: false,
            from: Vec::new(),
            remove: Vec::new(),
            any_of: self.values(field, any_of),
        }
    }

    pub(super) fn values(&self, field: FieldId, names: &[String]) -> Vec<Markdown> {
        names.iter().map(|name| self.description.value(field, name)).collect()
    }
}
