//! The pages of a file, with what they inherit.

use std::collections::HashSet;

use super::{
    file::File,
    object::{Dictionary, Object},
};
use crate::ExtractError;

const MAX_PAGES: usize = 5_000;
/// The maximum number of nodes of the page tree, and its depth.
const MAX_NODES: usize = 50_000;
const MAX_DEPTH: usize = 64;

/// A page.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) dictionary: Dictionary,
    inherited: Inherited,
}

#[derive(Debug, Clone, Default)]
struct Inherited {
    resources: Object,
    media_box: Object,
    crop_box: Object,
}

impl Inherited {
    fn with(&self, node: &Dictionary) -> Self {
        let or = |name: &[u8], inherited: &Object| match node.get(name) {
            Object::Null => inherited.clone(),
            own => own.clone(),
        };
        Self {
            resources: or(b"Resources", &self.resources),
            media_box: or(b"MediaBox", &self.media_box),
            crop_box: or(b"CropBox", &self.crop_box),
        }
    }
}

impl Page {
    pub(super) fn resources(&self, file: &File<'_>) -> Dictionary {
        file.resolve(&self.inherited.resources).dictionary().cloned().unwrap_or_default()
    }

    pub(super) fn media_box(&self, file: &File<'_>) -> Object {
        file.resolve(&self.inherited.media_box)
    }

    pub(super) fn crop_box(&self, file: &File<'_>) -> Object {
        file.resolve(&self.inherited.crop_box)
    }
}

/// The pages in order; none for one that is broken.
///
/// # Errors
/// When there are too many, or the page tree is no tree of pages.
pub(super) fn pages_of(file: &File<'_>) -> Result<Vec<Option<Page>>, ExtractError> {
    let catalog = file.catalog().unwrap_or_default();
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let mut nodes = 0;
    let mut waiting = vec![(catalog.get(b"Pages").clone(), Inherited::default(), 0)];
    while let Some((reference, inherited, depth)) = waiting.pop() {
        nodes += 1;
        if nodes > MAX_NODES {
            return Err(ExtractError::DecompressionLimit);
        }
        // A node that was there before would lead in a circle.
        if let Object::Reference(number, _) = reference
            && !seen.insert(number)
        {
            continue;
        }
        let node = file.resolve(&reference);
        let Some(node) = node.dictionary() else {
            add(&mut pages, None)?;
            continue;
        };
        let inherited = inherited.with(node);
        if let Object::Array(kids) = file.lookup(node, b"Kids") {
            if depth >= MAX_DEPTH || waiting.len() + kids.len() > MAX_NODES {
                return Err(ExtractError::DecompressionLimit);
            }
            waiting.extend(kids.iter().rev().map(|kid| (kid.clone(), inherited.clone(), depth + 1)));
        } else if file.lookup(node, b"Type").name() != Some(b"Pages") {
            add(&mut pages, Some(Page { dictionary: node.clone(), inherited }))?;
        }
    }
    if pages.iter().all(Option::is_none) {
        // Without a tree, pages are found by their type.
        pages.clear();
        for number in file.numbers() {
            let object = file.resolve(&Object::Reference(number, 0));
            if let Object::Dictionary(dictionary) = &object
                && file.lookup(dictionary, b"Type").name() == Some(b"Page")
            {
                let inherited = Inherited::default().with(dictionary);
                add(&mut pages, Some(Page { dictionary: dictionary.clone(), inherited }))?;
            }
        }
    }
    if file.is_limit_exceeded() {
        return Err(ExtractError::DecompressionLimit);
    }
    if pages.is_empty() { Err(ExtractError::Malformed { format: "PDF" }) } else { Ok(pages) }
}

fn add(pages: &mut Vec<Option<Page>>, page: Option<Page>) -> Result<(), ExtractError> {
    pages.push(page);
    if pages.len() > MAX_PAGES { Err(ExtractError::TooManyPages { pages: MAX_PAGES }) } else { Ok(()) }
}
