//! The limits on pages.

/// The maximum depth of nested elements. Browsers stop at 512.
pub(super) const MAX_DEPTH: usize = 400;
/// The maximum number of comparisons of elements with selectors and end tags.
pub(super) const MAX_WORK: usize = 40_000_000;
/// The maximum number of tags and character references, or what looks like one.
pub(super) const MAX_MARKUP: usize = 1_000_000;
/// The maximum length of a heading, in bytes: more is text behind a heading that was not closed.
pub(super) const MAX_HEADING: usize = 400;
/// The maximum length of a raised or linked text that may be the mark of a note, in bytes.
pub(super) const MAX_MARK: usize = 80;
/// How much of the attribute `class` is compared with selectors, in bytes.
pub(super) const MAX_CLASS: usize = 4096;
