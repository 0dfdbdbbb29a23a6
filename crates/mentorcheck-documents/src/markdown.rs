//! Reads Markdown as its rendering shows it: its elements and the HTML in it go through the reader of HTML.

use mentorcheck_core::evidence::passage::DocumentText;
use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag as MarkdownTag, TagEnd, TextMergeStream,
};

use crate::{
    ExtractError,
    html::{Attribute, Reader, Sheet, Tag, Tokens, collect_sheets},
};

/// The maximum number of characters that may be markup, line ends included. The parser keeps a node for each.
const MAX_MARKUP: usize = 1_000_000;
/// The maximum size of a document that is read as Markdown, in bytes.
const MAX_MARKDOWN: usize = 8 * 1024 * 1024;

/// Extracts the text of a document. Marks of footnotes leave no text; footnotes are notes.
///
/// # Errors
/// When the document exceeds a limit.
pub(crate) fn extract(source: &str) -> Result<DocumentText, ExtractError> {
    check_size(source)?;
    let mut sheet = Sheet::default();
    if source.contains('<') {
        let mut html = String::new();
        for event in events(source) {
            if let Event::Html(part) | Event::InlineHtml(part) = event {
                html.push_str(&part);
            }
        }
        collect_sheets(&html, false, &mut sheet)?;
    }
    let mut reader = MarkdownReader { reader: Reader::new(&sheet), html: String::new(), images: 0, is_in_head: false };
    for event in events(source) {
        reader.read(event)?;
    }
    reader.reader.finish()
}

/// The elements of a document, with adjoining text put together.
fn events(source: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    TextMergeStream::new(Parser::new_ext(source, options))
}

/// Refuses what would take the parser too much time or memory.
fn check_size(source: &str) -> Result<(), ExtractError> {
    let is_markup = |byte: &u8| byte.is_ascii_punctuation() && !matches!(byte, b',' | b'"' | b'\'') || *byte == b'\n';
    if source.len() > MAX_MARKDOWN || source.bytes().filter(|byte| is_markup(byte)).count() > MAX_MARKUP {
        return Err(ExtractError::TooComplex);
    }
    Ok(())
}

struct MarkdownReader<'s> {
    reader: Reader<'s>,
    /// The lines of the HTML block that is open.
    html: String,
    /// The number of pictures around the text, whose text replaces a picture and is not seen.
    images: usize,
    is_in_head: bool,
}

impl MarkdownReader<'_> {
    fn read(&mut self, event: Event<'_>) -> Result<(), ExtractError> {
        match event {
            Event::Start(MarkdownTag::Image { .. }) => {
                self.images += 1;
                if self.images == 1 { self.reader.start(Tag::new("img")) } else { Ok(()) }
            }
            Event::End(TagEnd::Image) => {
                self.images = self.images.saturating_sub(1);
                Ok(())
            }
            _ if self.images > 0 => Ok(()),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.reader.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.reader.start(Tag::new("code"))?;
                self.reader.text(&text)?;
                self.reader.end("code")
            }
            Event::Html(html) => {
                self.html.push_str(&html);
                Ok(())
            }
            Event::InlineHtml(html) => self.read_html(&html),
            Event::FootnoteReference(_) => Ok(()),
            // A line end of the source is a space on the page.
            Event::SoftBreak => self.reader.text(" "),
            Event::HardBreak => self.reader.start(Tag::new("br")),
            Event::Rule => self.reader.start(Tag::new("hr")),
            Event::TaskListMarker(is_done) => {
                let tag = Tag::new("input").with(Attribute::Type, "checkbox");
                self.reader.start(if is_done { tag.with(Attribute::Checked, "") } else { tag })
            }
        }
    }

    fn read_html(&mut self, html: &str) -> Result<(), ExtractError> {
        Tokens::new(html, false).try_for_each(|token| self.reader.read(token?))
    }

    fn start(&mut self, tag: MarkdownTag<'_>) -> Result<(), ExtractError> {
        let name = match tag {
            MarkdownTag::HtmlBlock => {
                self.html.clear();
                return Ok(());
            }
            MarkdownTag::FootnoteDefinition(_) => {
                return self.reader.start(Tag::new("aside").with(Attribute::Role, "doc-footnote"));
            }
            MarkdownTag::TableHead => {
                self.is_in_head = true;
                "tr"
            }
            MarkdownTag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_))
            | MarkdownTag::MetadataBlock(_) => "pre",
            MarkdownTag::Paragraph => "p",
            MarkdownTag::Heading { level, .. } => heading_name(level),
            MarkdownTag::BlockQuote(_) => "blockquote",
            MarkdownTag::List(None) => "ul",
            MarkdownTag::List(Some(_)) => "ol",
            MarkdownTag::Item => "li",
            MarkdownTag::DefinitionList => "dl",
            MarkdownTag::DefinitionListTitle => "dt",
            MarkdownTag::DefinitionListDefinition => "dd",
            MarkdownTag::Table(_) => "table",
            MarkdownTag::TableRow => "tr",
            MarkdownTag::TableCell => self.cell_name(),
            MarkdownTag::Emphasis => "em",
            MarkdownTag::Strong => "strong",
            MarkdownTag::Strikethrough => "del",
            MarkdownTag::Superscript => "sup",
            MarkdownTag::Subscript => "sub",
            MarkdownTag::Link { dest_url, .. } => {
                return self.reader.start(Tag::new("a").with(Attribute::Href, &dest_url));
            }
            MarkdownTag::Image { .. } => return Ok(()),
        };
        self.reader.start(Tag::new(name))
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), ExtractError> {
        let name = match tag {
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                return self.read_html(&html);
            }
            TagEnd::FootnoteDefinition => "aside",
            TagEnd::TableHead => {
                self.is_in_head = false;
                "tr"
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => "pre",
            TagEnd::Paragraph => "p",
            TagEnd::Heading(level) => heading_name(level),
            TagEnd::BlockQuote(_) => "blockquote",
            TagEnd::List(false) => "ul",
            TagEnd::List(true) => "ol",
            TagEnd::Item => "li",
            TagEnd::DefinitionList => "dl",
            TagEnd::DefinitionListTitle => "dt",
            TagEnd::DefinitionListDefinition => "dd",
            TagEnd::Table => "table",
            TagEnd::TableRow => "tr",
            TagEnd::TableCell => self.cell_name(),
            TagEnd::Emphasis => "em",
            TagEnd::Strong => "strong",
            TagEnd::Strikethrough => "del",
            TagEnd::Superscript => "sup",
            TagEnd::Subscript => "sub",
            TagEnd::Link => "a",
            TagEnd::Image => return Ok(()),
        };
        self.reader.end(name)
    }

    const fn cell_name(&self) -> &'static str {
        if self.is_in_head { "th" } else { "td" }
    }
}

const fn heading_name(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

#[cfg(test)]
mod tests {
    use super::{ExtractError, MAX_MARKUP, extract};
    use crate::html::tests::show;

    #[test]
    fn markdown_is_extracted_as_rendered() {
        for (source, seen) in [
            ("We pay *your*\n[travel costs](costs.html \"never\").", "1: We pay your travel costs."),
            ("> We pay\n> your travel costs.", "1: We pay your travel costs."),
            ("# Costs\n\n- one\n- two", "1: Costs | Costs 2: one | Costs 3: two"),
            ("1. one\n\n   two\n2. three", "1: one | 2: two | 3: three"),
            ("a &amp; b <span>c</span>", "1: a & b c"),
            ("| a | b |\n|---|---|\n| c | d |", "1: a | 2: b | 3: c | 4: d"),
            ("Mentors are ~~volunteers~~ employees.", "1: Mentors are -volunteers- employees."),
            ("Mentors are <del>volunteers</del> employees.", "1: Mentors are -volunteers- employees."),
            ("men**tor**s and `code *x*`", "1: mentors and code *x{*}"),
            ("one  \ntwo\\\nthree", "1: one/two/three"),
            ("- [x] paid\n- [ ] unpaid", "1: +☑+ paid | 2: ☐ unpaid"),
            ("![never](x.png)seen ![*a* ![b](c)](d)", "1: seen"),
            ("We pay[^1] back.\n\n[^1]: Up to 10 euros.", "1: We pay back. | note 2: Up to 10 euros."),
            ("Raised<sup>1</sup> mark[2]", "1: Raised{1} mark{[2]}"),
            ("```\na\n  b\n```", "1: a/  b/"),
            ("---\ntitle: x\n---\nSeen", "1: title: x/ | 2: Seen"),
            ("<div style=\"display:none\">\n\nNever *this*.\n\n</div>\n\nSeen", "(Never this. ) | 1: Seen"),
            ("<style>.x{display:none}</style>\n\n<p class=x>never</p>\n\nSeen", "(never ) | 1: Seen"),
            ("<!-- never -->\n\nSeen <!-- never --> this", "1: Seen this"),
            ("a <script>never</script> b", "1: a b"),
            ("<h2>Costs</h2>\n\nPaid", "1: Costs | Costs 2: Paid"),
            ("Title\n=====\n\nText\n\n***\n\nMore", "1: Title | Title 2: Text | Title 3: More"),
        ] {
            assert_eq!(show(&extract(source).unwrap()), seen, "{source}");
        }
    }

    #[test]
    fn too_much_markup_is_refused_before_it_is_parsed() {
        assert_eq!(extract(&"*".repeat(MAX_MARKUP + 1)), Err(ExtractError::TooComplex));
        assert!(extract(&"word ".repeat(MAX_MARKUP)).is_ok());
    }
}
