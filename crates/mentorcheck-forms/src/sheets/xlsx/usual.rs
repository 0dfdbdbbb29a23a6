//! Recognises cells and shared texts that are written as the common programs write them, and reads each in one step. A sheet
//! has thousands, and reading them tag by tag takes most of the time of a form.

use memchr::memchr;

use super::{events::UsualCell, references::resolve};

/// The start and end of the text of a cell, with white space kept or not.
const INLINE_STARTS: [&str; 2] = ["<is><t>", "<is><t xml:space=\"preserve\">"];
const INLINE_END: &str = "</t></is></c>";
const SHARED_STARTS: [&str; 2] = ["<si><t>", "<si><t xml:space=\"preserve\">"];
const SHARED_END: &str = "</t></si>";

/// The cell that a text begins with, and how many bytes it takes; `None` if it begins with anything else.
pub(super) fn cell(text: &str) -> Option<(UsualCell<'_>, usize)> {
    let bytes = text.as_bytes();
    if !bytes.starts_with(b"<c ") {
        return None;
    }
    let mut cell = UsualCell::default();
    let mut at = 2;
    loop {
        match bytes.get(at..at + 2)? {
            [b'>', _] => break,
            b"/>" => return Some((cell, at + 2)),
            // Before the end of the tag.
            b" >" | b" /" => at += 1,
            [b' ', name] => {
                let start = at + 4;
                if bytes.get(at + 2..start)? != b"=\"" {
                    return None;
                }
                let length = bytes.get(start..)?.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
                at = start + length + 1;
                let slot = match name {
                    b'r' => &mut cell.address,
                    b's' => &mut cell.style,
                    b't' => &mut cell.kind,
                    _ => return None,
                };
                if bytes[at - 1] != b'"' || slot.replace(&text[start..at - 1]).is_some() {
                    return None;
                }
            }
            _ => return None,
        }
    }
    let content = text.get(at + 1..)?;
    if let Some(rest) = content.strip_prefix("<v>") {
        let length = rest.bytes().position(|byte| matches!(byte, b'<' | b'&' | b'\r'))?;
        cell.value = &rest[..length];
        rest[length..].starts_with("</v></c>").then_some((cell, at + 1 + 3 + length + 8))
    } else if content.starts_with("</c>") {
        Some((cell, at + 1 + 4))
    } else {
        let (inline, length) = between(content, &INLINE_STARTS, INLINE_END)?;
        cell.inline = Some(resolve(inline)?);
        Some((cell, at + 1 + length))
    }
}

/// The shared text that a text begins with, and how many bytes it takes.
pub(super) fn shared_text(text: &str) -> Option<(&str, usize)> {
    between(text, &SHARED_STARTS, SHARED_END)
}

/// What stands between one of the starts and the end, without a tag in it, and how many bytes all takes.
fn between<'x>(text: &'x str, starts: &[&str], end: &str) -> Option<(&'x str, usize)> {
    let (start, rest) = starts.iter().find_map(|start| Some((start.len(), text.strip_prefix(start)?)))?;
    let length = memchr(b'<', rest.as_bytes())?;
    rest[length..].starts_with(end).then_some((&rest[..length], start + length + end.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Address, style, type, value and inline text of a cell, and what follows it.
    type Parts<'t> = (Option<&'t str>, Option<&'t str>, Option<&'t str>, &'t str, Option<String>, &'t str);

    fn read(text: &str) -> Option<Parts<'_>> {
        let (cell, length) = cell(text)?;
        let inline = cell.inline.map(std::borrow::Cow::into_owned);
        Some((cell.address, cell.style, cell.kind, cell.value, inline, &text[length..]))
    }

    #[test]
    fn cells_of_common_programs_are_recognised() {
        for (text, expected) in [
            (r#"<c r="B1" s="3"/><c"#, (Some("B1"), Some("3"), None, "", None, "<c")),
            (r#"<c r="B1" s="3" t="n" /><c"#, (Some("B1"), Some("3"), Some("n"), "", None, "<c")),
            (r#"<c r="B1" t="s"><v>12</v></c> "#, (Some("B1"), None, Some("s"), "12", None, " ")),
            (r#"<c s="0" ></c></row>"#, (None, Some("0"), None, "", None, "</row>")),
            (
                r#"<c r="A2" t="inlineStr"><is><t>a &amp; b</t></is></c>"#,
                (Some("A2"), None, Some("inlineStr"), "", Some("a & b".to_owned()), ""),
            ),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_left_to_the_other_readers() {
        for text in [
            "",
            "<c",
            "<c>",
            "<col r=\"A1\"/>",
            r#"<c r="A1" r="A2"/>"#,
            r#"<c r="A&#49;"/>"#,
            r"<c r='A1'/>",
            r#"<c r="A1"s="1"/>"#,
            r#"<c r="A1" cm="1"/>"#,
            r#"<c r="A1"><v>1&#50;</v></c>"#,
            r#"<c r="A1"><v>1</v> </c>"#,
            r#"<c r="A1"><f>A2</f><v>1</v></c>"#,
            r#"<c r="A1"><is><t>a<b/></t></is></c>"#,
            r#"<c r="A1"><is><t>&unknown;</t></is></c>"#,
            r#"<c r="A1"><v>1"#,
            r#"<c r="A1" /"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(shared_text("<si><t>a</t></si><si>"), Some(("a", 17)));
        assert_eq!(shared_text("<si><r><t>a</t></r></si>"), None);
    }
}
