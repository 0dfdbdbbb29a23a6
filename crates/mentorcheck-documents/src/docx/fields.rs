//! Fields: instructions that Word carries out, and the results that it shows.

use super::properties::{is_on, next_inside, value};
use crate::{
    ExtractError,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    /// The result follows; before it come the instructions.
    is_in_result: bool,
    form: Option<FormField>,
}

/// A form field of the kind before content controls.
#[derive(Debug)]
enum FormField {
    /// Its value is the result.
    Text,
    Checkbox {
        is_checked: bool,
    },
    List {
        entries: Vec<String>,
        selected: usize,
    },
}

/// The open fields of a text, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

/// How deep fields may nest.
const MAX_FIELDS: usize = 64;

impl Fields {
    /// Begins a field; `xml` is at `w:fldChar`, and is read to its end.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when fields nest too deep.
    pub(super) fn begin(&mut self, xml: &mut XmlReader<'_>) -> Result<(), ExtractError> {
        if self.0.len() >= MAX_FIELDS {
            return Err(ExtractError::DecompressionLimit);
        }
        self.0.push(Field { is_in_result: false, form: read_form_field(xml)? });
        Ok(())
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.0.last_mut() {
            field.is_in_result = true;
        }
    }

    /// Ends the innermost field, and returns the value that is shown for it although no result states it.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.0.pop()?;
        match field.form? {
            FormField::Checkbox { is_checked } => Some(if is_checked { "☒" } else { "☐" }.to_owned()),
            FormField::List { entries, selected } if !field.is_in_result => entries.into_iter().nth(selected),
            FormField::Text | FormField::List { .. } => None,
        }
    }

    /// Whether text is part of instructions, and not shown.
    pub(super) fn is_in_instructions(&self) -> bool {
        self.0.iter().any(|field| !field.is_in_result)
    }

    /// Whether text is the value of a form field.
    pub(super) fn is_form_value(&self) -> bool {
        self.0.iter().any(|field| field.form.is_some())
    }
}

/// Reads `w:fldChar` to its end.
fn read_form_field(xml: &mut XmlReader<'_>) -> Result<Option<FormField>, ExtractError> {
    let mut form = None;
    let depth = xml.depth();
    while let Some(event) = next_inside(xml, depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Word {
            continue;
        }
        let number = || value(xml, &element).and_then(|number| number.parse::<usize>().ok());
        match (element.name(), &mut form) {
            ("textInput", _) => form = Some(FormField::Text),
            ("checkBox", _) => form = Some(FormField::Checkbox { is_checked: false }),
            ("ddList", _) => form = Some(FormField::List { entries: Vec::new(), selected: 0 }),
            // The default comes first, and what was chosen replaces it.
            ("default" | "checked", Some(FormField::Checkbox { is_checked })) => *is_checked = is_on(xml, &element),
            ("default" | "result", Some(FormField::List { selected, .. })) => {
                *selected = number().unwrap_or(*selected);
            }
            ("listEntry", Some(FormField::List { entries, .. })) => {
                entries.push(value(xml, &element).unwrap_or_default().into_owned());
            }
            _ => {}
        }
    }
    Ok(form)
}
