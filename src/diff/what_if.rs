//! Suppositions: a description judged as if something else were stated, without touching the file.

use std::{iter, sync::Arc};

use super::{
    change::Places,
    moved::{Version, difference},
};
use crate::{
    facts::{Fact, Facts},
    finding::Mark,
    pipeline::Checker,
    report::{CriterionReport, Programme},
    rules::{CriterionId, Pack, Requirement},
    schema::{Field, FieldId, Sort, Vocabulary, nearest, nearest_by_text},
    source::{Document, Source, SourceText},
};

/// What is supposed of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supposition {
    /// The field.
    pub field: FieldId,
    /// What is stated of it; nothing, where the field is taken away.
    pub fact: Option<Fact>,
}

/// A supposition that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct NoSupposition {
    /// What is wrong with it.
    pub problem: String,
    /// What to write instead.
    pub advice: String,
}

impl Supposition {
    /// Reads `field=value`, or `field=` for a field that is taken away.
    ///
    /// # Errors
    /// When there is no such field or value, with what may have been meant and what there is.
    pub fn read(written: &str, vocabulary: &Vocabulary) -> Result<Self, NoSupposition> {
        let wrong = |problem: String, advice: String| NoSupposition { problem, advice };
        let Some((name, value)) = written.split_once('=') else {
            return Err(wrong(format!("`{written}` is no supposition"), example(vocabulary)));
        };
        let (name, value) = (name.trim(), value.trim());
        let field = vocabulary.field(name).ok_or_else(|| {
            wrong(
                format!("there is no field `{name}`"),
                format!("{}{}", meant_field(name, vocabulary), fields(name, vocabulary)),
            )
        })?;
        let definition = &vocabulary.fields[field];
        if definition.sort == Sort::Free {
            let problem = format!("`{name}` is free text, which no rule reads");
            return Err(wrong(problem, "Suppose something of a field that is judged.".into()));
        }
        if value.is_empty() {
            return Ok(Self { field, fact: None });
        }
        if definition.is_closing(value) {
            return Ok(Self { field, fact: Some(Fact { field, value: None }) });
        }
        let number = definition.find_value(value).ok_or_else(|| {
            let titles = definition.values.iter().map(|one| (one.title.as_str(), one.name.as_str()));
            let texts = values(definition).map(|name| (name, name)).chain(titles);
            let meant = nearest_by_text(value, texts).map(|meant| format!("Did you mean `{meant}`? "));
            let allowed: Vec<_> = values(definition).collect();
            let advice = format!(
                "{}`{name}` takes: {}. With nothing behind the `=` the field is taken away.",
                meant.unwrap_or_default(),
                allowed.join(", ")
            );
            wrong(format!("`{name}` cannot be `{value}`"), advice)
        })?;
        Ok(Self { field, fact: Some(Fact { field, value: Some(number) }) })
    }

    /// The supposition as it is written on the command line.
    #[must_use]
    pub fn written(&self, vocabulary: &Vocabulary) -> String {
        let value = self.fact.map_or("", |fact| fact.value_name(vocabulary));
        format!("{}={value}", vocabulary.fields[self.field].name)
    }

    /// The facts with this supposed: a value takes the place of another, is added to a list, or
    /// closes it.
    #[must_use]
    pub fn made(&self, vocabulary: &Vocabulary, facts: &Facts) -> Facts {
        let Some(fact) = self.fact else {
            return facts.without_field(self.field);
        };
        facts.with(vocabulary, fact)
    }
}

fn values(field: &Field) -> impl Iterator<Item = &str> {
    field.values.iter().map(|value| value.name.as_str()).chain(field.closing_name())
}

/// How a supposition is written, shown on a field that there is.
fn example(vocabulary: &Vocabulary) -> String {
    let field = vocabulary.fields.iter().find(|field| field.sort == Sort::One && !field.informative);
    let example = field.and_then(|field| Some(format!(", as in `{}={}`", field.name, values(field).next()?)));
    format!("Write the field, `=` and the value{}.", example.unwrap_or_default())
}

/// The field that was probably meant, by its full name or by its own key.
fn meant_field(name: &str, vocabulary: &Vocabulary) -> String {
    let judged = || vocabulary.fields.iter().filter(|field| field.sort != Sort::Free);
    let by_key = || {
        let key = nearest(name.rsplit('.').next().unwrap_or(name), judged().map(|field| field.key.as_str()))?;
        judged().find(|field| field.key == key).map(|field| field.name.as_str())
    };
    let meant = nearest(name, judged().map(|field| field.name.as_str())).or_else(by_key);
    meant.map(|meant| format!("Did you mean `{meant}`? ")).unwrap_or_default()
}

/// The fields of the section that `name` begins with, or of all.
fn fields(name: &str, vocabulary: &Vocabulary) -> String {
    let section = name.split('.').next().unwrap_or_default();
    let judged = || vocabulary.fields.iter().filter(|field| field.sort != Sort::Free);
    let named = |section: &str| -> Vec<&str> {
        judged().filter(|field| field.section == section).map(|field| field.name.as_str()).collect()
    };
    let within = named(section);
    let listed = if within.is_empty() { judged().map(|field| field.name.as_str()).collect() } else { within };
    format!("What can be supposed: {}.", listed.join(", "))
}

/// Those of the facts that stand in the document: nothing can bear out what is only supposed.
pub(crate) fn written(vocabulary: &Vocabulary, document: &Document, facts: &Facts) -> Facts {
    let stated = Facts::read(document, vocabulary);
    let both = facts.all().filter(|fact| stated.all().any(|one| one == *fact));
    both.fold(Facts::none(vocabulary), |facts, fact| facts.with(vocabulary, fact))
}

/// The report on a document as the checker's suppositions would have it, with the difference to the
/// document as it stands.
pub(crate) fn report(checker: &Checker, source: &Source, document: &Document, stated: &Facts) -> Programme {
    let Checker { vocabulary, pack, .. } = checker;
    let facts = checker.supposed.iter().fold(stated.clone(), |facts, one| one.made(vocabulary, &facts));
    let before = checker.told(source, document, stated);
    let mut programme = checker.told(source, document, &facts);
    let placing = Placing { pack, vocabulary, text: &source.text, document, stated, facts: &facts };
    placing.place(&mut programme);
    let places = Places { text: &source.text, document };
    let old = Version { facts: stated, programme: &before, places: Some(places) };
    let new = Version { facts: &facts, programme: &programme, places: None };
    programme.difference = Some(Box::new(difference(pack, vocabulary, old, new)));
    programme
}

/// What is needed to see which places in a file state something else than what is supposed.
struct Placing<'a> {
    pack: &'a Pack,
    vocabulary: &'a Vocabulary,
    text: &'a Arc<SourceText>,
    document: &'a Document,
    stated: &'a Facts,
    facts: &'a Facts,
}

impl Placing<'_> {
    /// Takes every mark from a line that states something else than what was judged. What is
    /// supposed has no place in the file: answers tell it in words, findings mark its section.
    fn place(&self, programme: &mut Programme) {
        for (block, report) in self.pack.blocks.iter().zip(&mut programme.blocks) {
            for (id, indicator) in block.indicators.iter().zip(&mut report.indicators) {
                self.answer(*id, indicator);
            }
        }
        for (kind, report) in self.pack.kinds.iter().zip(&mut programme.kinds) {
            let conditions = kind.requires.iter().filter_map(|requirement| match requirement {
                Requirement::Criterion(id) => Some(*id),
                Requirement::Block(_) => None,
            });
            for (id, condition) in conditions.zip(&mut report.conditions) {
                self.answer(id, condition);
            }
        }
        // What is wrong with the file itself stands where it stands.
        for finding in programme.findings.iter_mut().filter(|finding| !finding.code.starts_with("schema/")) {
            let marks = std::mem::take(&mut finding.spans);
            for mark in marks {
                let mark = match self.supposed_at(&mark) {
                    Some(field) => self.section(field),
                    None => Some(mark),
                };
                finding.spans.extend(mark.filter(|mark| !finding.spans.contains(mark)));
            }
        }
    }

    fn answer(&self, id: CriterionId, report: &mut CriterionReport) {
        report.because.retain(|mark| self.supposed_at(mark).is_none());
        let criterion = &self.pack.criteria[id];
        let conditions = iter::once(&criterion.shown).chain(&criterion.refuted);
        for fact in conditions.flat_map(|condition| condition.grounds(self.facts)) {
            let written = fact.written(self.vocabulary);
            if self.stated.all().all(|stated| stated != fact) && !report.supposed.contains(&written) {
                report.supposed.push(written);
            }
        }
    }

    /// The field whose value or list a mark is on, if something is supposed of it. A mark on one item
    /// of a list is on what is stated: a list is added to, or goes as a whole.
    fn supposed_at(&self, mark: &Mark) -> Option<FieldId> {
        let name = mark.pointer.as_deref()?.strip_prefix('/')?.replace('/', ".");
        let field = self.vocabulary.field(&name)?;
        (self.facts.of(field) != self.stated.of(field)).then_some(field)
    }

    /// The section that a supposed fact would stand in, if the file has it.
    fn section(&self, field: FieldId) -> Option<Mark> {
        let section = &self.vocabulary.fields[field].section;
        let key = self.document.root().map()?.key(section)?;
        let facts = self.facts.all().filter(|fact| fact.field == field);
        let written: Vec<_> = facts.map(|fact| format!("`{}`", fact.written(self.vocabulary))).collect();
        let label = format!("supposed in here: {}", written.join(", "));
        Some(Mark::new(self.text, key.span, Some(format!("/{section}")), Some(label)))
    }
}
