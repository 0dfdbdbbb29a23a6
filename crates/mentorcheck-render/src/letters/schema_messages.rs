//! What the schema does not allow, for people who fill in a form.

use crate::letters::{markdown_escape::Markdown, model::Mistake};
use mentorcheck_core::{
    diagnostic::{Finding, FindingKind},
    schema::{Field, Vocabulary, pointer},
};

/// The mistake that a finding tells of, in plain words.
pub(crate) fn mistake(finding: &Finding, vocabulary: &Vocabulary) -> Option<Mistake> {
    let place = finding.spans.first().filter(|_| finding.kind == FindingKind::Schema)?;
    let pointer = place.pointer.as_deref().unwrap_or_default();
    let section = pointer::steps(pointer).next().unwrap_or_default();
    let field = pointer::field_within(pointer, vocabulary).map(|id| &vocabulary.fields[id]);
    let about: Vec<&Field> = field.into_iter().collect();
    // A key may be meant that stands in the same section.
    let keys = |text: &str| {
        let piece = |(at, piece): (usize, &str)| match vocabulary.field_id(&format!("{section}.{piece}")) {
            Some(_) if at % 2 == 1 => format!("{section}.{piece}"),
            _ => piece.to_owned(),
        };
        text.split('`').enumerate().map(piece).collect::<Vec<_>>().join("`")
    };

    let advice = finding.advice.clone().unwrap_or_default();
    let titles = advice.options.iter().map(|option| &option.title).filter(|title| !title.is_empty());
    Some(Mistake {
        line: place.line,
        problem: Markdown::with_titles_verbatim(&finding.message, vocabulary),
        advice: Markdown::with_titles(&keys(&advice.text), &about, vocabulary),
        allowed: titles.map(|title| Markdown::text(title)).collect(),
    })
}
