//! Schema errors in plain words.

use crate::letters::{markdown_escape::Markdown, model::SchemaMessage};
use mentorcheck_core::{
    diagnostic::{Finding, FindingKind},
    schema::{Field, Vocabulary, pointer},
};

/// The schema error of a finding; `None` for other findings.
pub(crate) fn schema_message(finding: &Finding, vocabulary: &Vocabulary) -> Option<SchemaMessage> {
    let location = finding.spans.first().filter(|_| finding.kind == FindingKind::Schema)?;
    let pointer = location.pointer.as_deref().unwrap_or_default();
    let section = pointer::steps(pointer).next().unwrap_or_default();
    let field = pointer::field_within(pointer, vocabulary).map(|id| &vocabulary.fields[id]);
    let about: Vec<&Field> = field.into_iter().collect();
    // A name may be a key of the same section.
    let qualify_keys = |text: &str| {
        let qualify = |(index, piece): (usize, &str)| match vocabulary.field_id(&format!("{section}.{piece}")) {
            Some(_) if index % 2 == 1 => format!("{section}.{piece}"),
            _ => piece.to_owned(),
        };
        text.split('`').enumerate().map(qualify).collect::<Vec<_>>().join("`")
    };

    let advice = finding.advice.clone().unwrap_or_default();
    let titles = advice.options.iter().map(|option| &option.title).filter(|title| !title.is_empty());
    Some(SchemaMessage {
        line: location.line,
        problem: Markdown::with_titles_verbatim(&finding.message, vocabulary),
        advice: Markdown::with_titles(&qualify_keys(&advice.text.to_string()), &about, vocabulary),
        allowed: titles.map(|title| Markdown::text(title)).collect(),
    })
}
