//! Reads style sheets, and finds the rules for an element. Understood are selectors of names, classes, identifiers and
//! `[hidden]`, combined as descendants or children; other rules are ignored.

use std::collections::HashMap;

use super::{
    css::{self, Declaration, Property},
    limits::MAX_WORK,
};
use crate::ExtractError;

/// The maximum number of selectors that are understood.
const MAX_SELECTORS: usize = 20_000;
/// The maximum number of elements that a selector names.
const MAX_COMPOUNDS: usize = 8;

/// The style sheets of a page.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    selectors: Vec<Selector>,
    rules: Vec<Vec<Declaration>>,
    /// The selectors by what they demand of the element itself: `#identifier`, `.class` or a name, or nothing.
    by_key: HashMap<String, Vec<usize>>,
    /// Whether a background may come from a rule or a sheet that was not read.
    has_unread_background: bool,
}

/// What a selector demands of an element.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Compound {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    is_hidden: bool,
    /// Whether it must be the parent of the element after it; otherwise, an ancestor.
    is_parent: bool,
}

#[derive(Debug)]
struct Selector {
    /// From the element itself outwards.
    compounds: Vec<Compound>,
    specificity: u32,
    rule: usize,
}

/// An element, as selectors see it.
pub(super) trait Selectable {
    fn name(&self) -> &str;
    fn id(&self) -> Option<&str>;
    fn class(&self) -> &str;
    fn is_hidden(&self) -> bool;
}

/// Declarations for an element, and their rank: by specificity, then by order.
pub(super) type Matched<'s> = (u32, usize, &'s [Declaration]);

impl Sheet {
    /// Whether the background of an element may differ from what the rules say.
    pub(super) fn has_unread_background(&self) -> bool {
        self.has_unread_background
    }

    /// Notes that the page has another sheet, which is not read.
    pub(crate) fn add_unread(&mut self) {
        self.has_unread_background = true;
    }

    /// Adds the rules of a sheet, which come after those before.
    ///
    /// # Errors
    /// When there are too many.
    pub(crate) fn add(&mut self, text: &str) -> Result<(), ExtractError> {
        let text = css::without_comments(text).replace("<!--", " ").replace("-->", " ");
        let mut rest = text.as_str();
        loop {
            // The ends of the blocks that were entered.
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '}');
            let Some(end) = rest.find(['{', ';']) else { return Ok(()) };
            let prelude = rest[..end].trim();
            let is_block = rest[end..].starts_with('{');
            rest = &rest[end + 1..];
            if let Some(rule) = prelude.strip_prefix('@') {
                if !is_block {
                    self.has_unread_background |= rule.starts_with("import");
                } else if !is_entered(rule) {
                    let (block, after) = split_block(rest);
                    self.has_unread_background |= rule.starts_with("media") && block.contains("background");
                    rest = after;
                }
            } else if is_block {
                let (block, after) = split_block(rest);
                self.add_rule(prelude, block)?;
                rest = after;
            }
        }
    }

    fn add_rule(&mut self, selectors: &str, block: &str) -> Result<(), ExtractError> {
        let declarations = css::parse_declarations(block);
        if declarations.is_empty() {
            return Ok(());
        }
        let sets_background = declarations
            .iter()
            .any(|declaration| matches!(declaration.property, Property::Background | Property::BackgroundImage));
        for selector in css::split_outside(selectors, ',') {
            let Some(compounds) = parse_selector(selector) else {
                let is_passing = [":hover", ":focus", ":active"].iter().any(|state| selector.contains(state));
                self.has_unread_background |= sets_background && !is_passing;
                continue;
            };
            if self.selectors.len() == MAX_SELECTORS {
                return Err(ExtractError::TooComplex);
            }
            self.by_key.entry(key(&compounds[0])).or_default().push(self.selectors.len());
            let specificity = compounds.iter().map(Compound::specificity).sum();
            self.selectors.push(Selector { compounds, specificity, rule: self.rules.len() });
        }
        self.rules.push(declarations);
        Ok(())
    }

    /// The declarations for an element whose ancestors are `ancestors`, from the outermost. Counts what it compares in
    /// `work`.
    pub(super) fn matching<'s, E: Selectable>(
        &'s self,
        element: &E,
        ancestors: &[E],
        work: &mut usize,
    ) -> Vec<Matched<'s>> {
        let mut matched = Vec::new();
        if self.selectors.is_empty() {
            return matched;
        }
        let id = element.id().map(|id| format!("#{id}"));
        let classes = element.class().split_ascii_whitespace().map(|class| format!(".{class}"));
        let keys = classes.chain(id).chain([element.name().to_owned(), String::new()]);
        for index in keys.filter_map(|key| self.by_key.get(&key)).flatten() {
            let selector = &self.selectors[*index];
            if matches(&selector.compounds, element, ancestors, work) {
                // Each declaration is compared with those before it.
                *work += 8 * self.rules[selector.rule].len();
                if *work > MAX_WORK {
                    break;
                }
                matched.push((selector.specificity, *index, self.rules[selector.rule].as_slice()));
            }
        }
        matched
    }
}

/// Whether the rules inside an at-rule hold on a screen.
fn is_entered(rule: &str) -> bool {
    let rule = rule.to_ascii_lowercase();
    match rule.strip_prefix("media") {
        Some(media) => {
            let media = media.trim();
            let is_screen = |one: &str| matches!(one.trim(), "" | "all" | "screen" | "only screen");
            media.split(',').any(is_screen)
        }
        None => rule.starts_with("layer") || rule.starts_with("supports"),
    }
}

/// Splits behind the end of a block, whose start was read.
fn split_block(text: &str) -> (&str, &str) {
    let mut depth = 1_usize;
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte || byte == b'\n' => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}

/// The compounds from the element itself outwards; none if the selector is not understood.
fn parse_selector(text: &str) -> Option<Vec<Compound>> {
    let spaced = text.replace('>', " > ");
    let mut compounds: Vec<Compound> = Vec::new();
    let mut is_parent = false;
    for part in spaced.split_whitespace().rev() {
        if part == ">" {
            if is_parent || compounds.is_empty() {
                return None;
            }
            is_parent = true;
            continue;
        }
        if compounds.len() == MAX_COMPOUNDS {
            return None;
        }
        compounds.push(Compound { is_parent, ..parse_compound(part)? });
        is_parent = false;
    }
    (!compounds.is_empty() && !is_parent).then_some(compounds)
}

fn parse_compound(text: &str) -> Option<Compound> {
    let mut compound = Compound::default();
    let is_name_char = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    let name_end = text.find(|c| !is_name_char(c)).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(name_end);
    if !name.is_empty() {
        compound.name = Some(name.to_ascii_lowercase());
    } else if let Some(after) = rest.strip_prefix('*') {
        rest = after;
    }
    while let Some(mark) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("[hidden]") {
            compound.is_hidden = true;
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix(":root") {
            compound.name = Some("html".to_owned());
            rest = after;
            continue;
        }
        let value = rest.get(1..)?;
        let end = value.find(|c| !is_name_char(c)).unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        match mark {
            _ if value.is_empty() => return None,
            '#' => compound.id = Some(value.to_owned()),
            '.' => compound.classes.push(value.to_owned()),
            _ => return None,
        }
        rest = after;
    }
    Some(compound)
}

fn key(compound: &Compound) -> String {
    let id = compound.id.as_ref().map(|id| format!("#{id}"));
    let class = || compound.classes.first().map(|class| format!(".{class}"));
    id.or_else(class).or_else(|| compound.name.clone()).unwrap_or_default()
}

impl Compound {
    fn specificity(&self) -> u32 {
        let classes = u32::try_from(self.classes.len()).unwrap_or(u32::MAX).saturating_add(u32::from(self.is_hidden));
        (u32::from(self.id.is_some()) << 16) | (classes.min(255) << 8) | u32::from(self.name.is_some())
    }

    fn matches(&self, element: &impl Selectable) -> bool {
        let has_class = |class: &String| element.class().split_ascii_whitespace().any(|one| one == class);
        self.name.as_deref().is_none_or(|name| name == element.name())
            && self.id.as_deref().is_none_or(|id| element.id() == Some(id))
            && (!self.is_hidden || element.is_hidden())
            && self.classes.iter().all(has_class)
    }
}

/// Whether the compounds, from the element itself outwards, match.
fn matches<E: Selectable>(compounds: &[Compound], element: &E, ancestors: &[E], work: &mut usize) -> bool {
    let Some((own, outer)) = compounds.split_first() else { return true };
    *work += 1 + own.classes.len() * (1 + element.class().len() / 8);
    if !own.matches(element) {
        return false;
    }
    let Some(next) = outer.first() else { return true };
    debug_assert!(outer.len() < MAX_COMPOUNDS, "recursion is bounded by the number of compounds");
    let candidates = ancestors.iter().enumerate().rev().take(if next.is_parent { 1 } else { usize::MAX });
    for (index, ancestor) in candidates {
        if matches(outer, ancestor, &ancestors[..index], work) {
            return true;
        }
        // Backtracking is bounded; a selector that takes more is taken not to match.
        if *work > MAX_WORK {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Selectable, Sheet};

    #[derive(Debug)]
    struct Element(&'static str, &'static str, &'static str);

    impl Selectable for Element {
        fn name(&self) -> &str {
            self.0
        }

        fn id(&self) -> Option<&str> {
            Some(self.1).filter(|id| !id.is_empty())
        }

        fn class(&self) -> &str {
            self.2
        }

        fn is_hidden(&self) -> bool {
            self.0 == "template"
        }
    }

    #[test]
    fn rules_are_found_by_their_selectors() {
        let ancestors = [Element("body", "", "page"), Element("div", "main", ""), Element("section", "", "a b")];
        let element = Element("p", "it", "note x");
        for (css, found) in [
            ("p{opacity:0}", 1),
            ("P , .other{opacity:0}", 1),
            (".note.x{opacity:0}", 1),
            ("p.note#it{opacity:0}", 1),
            ("*{opacity:0}", 1),
            ("body p{opacity:0}", 1),
            ("section > p{opacity:0}", 1),
            ("#main>.a.b>p{opacity:0}", 1),
            ("body > section p{opacity:0}", 0),
            ("div > p{opacity:0}", 0),
            ("p > p{opacity:0}", 0),
            ("p:hover{opacity:0}", 0),
            ("p::before{opacity:0}", 0),
            ("h1 + p{opacity:0}", 0),
            ("p[hidden]{opacity:0}", 0),
            ("> p{opacity:0}", 0),
            ("p >{opacity:0}", 0),
            ("p{color:var(}", 0),
            ("@media screen{.y{opacity:0} p{opacity:0}} .x{opacity:0}", 2),
            ("@media print{p{opacity:0}} .x{opacity:0}", 1),
            ("@media (min-width: 1px){p{opacity:0}}", 0),
            ("@charset 'x'; @font-face{src: url('}')} .x{opacity:0}", 1),
            ("<!-- p{opacity:0} -->", 1),
            ("/* p{opacity:0} */ p{opacity:0", 1),
            ("}}}p{opacity:0}", 1),
            ("é > 日, .日#ü{opacity:0}", 0),
            ("[", 0),
        ] {
            let mut sheet = Sheet::default();
            sheet.add(css).unwrap();
            assert_eq!(sheet.matching(&element, &ancestors, &mut 0).len(), found, "{css}");
        }
    }

    #[test]
    fn a_background_that_was_not_read_is_noted() {
        for (css, noted) in [
            ("p{background:red}", false),
            ("p:nth-child(2){background:red}", true),
            ("p:hover{background:red}", false),
            ("@import 'x.css';", true),
            ("@media (min-width: 1px){p{background:red}}", true),
        ] {
            let mut sheet = Sheet::default();
            sheet.add(css).unwrap();
            assert_eq!(sheet.has_unread_background(), noted, "{css}");
        }
    }
}
