//! Marked content: text that stands for what is drawn, and optional content that is switched off.

use std::collections::HashSet;

use super::{
    file::File,
    object::{Dictionary, Object},
    text_string::decode_text,
};

/// The maximum nesting that is followed.
const MAX_NESTING: usize = 256;
/// The maximum number of groups in one list.
const MAX_GROUPS: usize = 10_000;

/// Which groups of optional content are switched off when a document is opened.
pub(super) struct OptionalContent {
    /// The groups that are in the other state than the most.
    exceptions: HashSet<u32>,
    is_off_by_default: bool,
}

impl OptionalContent {
    pub(super) fn new(file: &File<'_>) -> Self {
        let properties = file.catalog().map(|catalog| file.lookup(&catalog, b"OCProperties"));
        let settings = properties.as_ref().and_then(Object::dictionary).map(|one| file.lookup(one, b"D"));
        let settings = settings.as_ref().and_then(Object::dictionary).cloned().unwrap_or_default();
        let is_off_by_default = file.lookup(&settings, b"BaseState").name() == Some(b"OFF");
        let list = file.lookup(&settings, if is_off_by_default { b"ON" } else { b"OFF" });
        let exceptions = list.array().unwrap_or_default().iter().take(MAX_GROUPS).filter_map(|group| match group {
            Object::Reference(number, _) => Some(*number),
            _ => None,
        });
        Self { exceptions: exceptions.collect(), is_off_by_default }
    }

    /// Whether a group, or a membership in groups, is switched off.
    pub(super) fn is_off(&self, file: &File<'_>, content: &Object) -> bool {
        let group_is_off = |group: &Object| match group {
            Object::Reference(number, _) => self.exceptions.contains(number) != self.is_off_by_default,
            _ => false,
        };
        let resolved = file.resolve(content);
        let Some(dictionary) = resolved.dictionary() else { return false };
        if file.lookup(dictionary, b"Type").name() != Some(b"OCMD") {
            return group_is_off(content);
        }
        let groups = match file.lookup(dictionary, b"OCGs") {
            Object::Array(groups) => groups.iter().take(MAX_GROUPS).map(group_is_off).collect::<Vec<_>>(),
            Object::Null => return false,
            _ => vec![group_is_off(dictionary.get(b"OCGs"))],
        };
        if groups.is_empty() {
            return false;
        }
        match file.lookup(dictionary, b"P").name() {
            Some(b"AllOn") => groups.contains(&true),
            Some(b"AnyOff") => !groups.contains(&true),
            Some(b"AllOff") => groups.contains(&false),
            _ => !groups.contains(&false),
        }
    }
}

/// The marked content that is open.
#[derive(Debug)]
pub(super) struct MarkedContent {
    open: Vec<Marked>,
    /// What is nested deeper than is followed.
    deeper: usize,
    is_hidden: bool,
}

#[derive(Debug)]
struct Marked {
    is_off: bool,
    replacement: Option<Replacement>,
}

/// The text that stands for what is drawn.
#[derive(Debug)]
pub(super) struct Replacement {
    pub(super) text: String,
    /// The word that holds it, once it is drawn.
    pub(super) word: Option<usize>,
    pub(super) is_drawn: bool,
}

impl MarkedContent {
    pub(super) fn new(is_hidden: bool) -> Self {
        Self { open: Vec::new(), deeper: 0, is_hidden }
    }

    pub(super) fn start(
        &mut self,
        file: &File<'_>,
        optional_content: &OptionalContent,
        resources: &Dictionary,
        operands: &[Object],
    ) {
        if self.open.len() >= MAX_NESTING {
            self.deeper += 1;
            return;
        }
        let list = file.lookup(resources, b"Properties");
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => list.dictionary().map(|list| list.get(name).clone()).unwrap_or_default(),
            Some(other) => other.clone(),
            None => Object::Null,
        };
        let is_optional = operands.first().and_then(Object::name) == Some(b"OC");
        let is_off = is_optional && optional_content.is_off(file, &properties);
        let resolved = file.resolve(&properties);
        let text = resolved.dictionary().map(|properties| file.lookup(properties, b"ActualText"));
        let text = text.as_ref().and_then(Object::string).map(decode_text);
        let replacement = text.map(|text| Replacement { text, word: None, is_drawn: false });
        self.open.push(Marked { is_off, replacement });
    }

    pub(super) fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.open.pop();
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.is_hidden || self.open.iter().any(|marked| marked.is_off)
    }

    /// The outermost text that stands for what is drawn.
    pub(super) fn replacement(&mut self) -> Option<&mut Replacement> {
        self.open.iter_mut().find_map(|marked| marked.replacement.as_mut())
    }
}
