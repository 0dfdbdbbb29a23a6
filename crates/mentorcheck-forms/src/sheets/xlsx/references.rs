//! References to characters in the text of elements and attributes.

use std::borrow::Cow;

use memchr::memchr2;

/// Resolves references; `None` if one is not defined, or lines would have to be ended otherwise.
pub(super) fn resolve(text: &str) -> Option<Cow<'_, str>> {
    let Some(mut at) = memchr2(b'&', b'\r', text.as_bytes()) else { return Some(Cow::Borrowed(text)) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (plain, reference) = rest.split_at(at);
        out.push_str(plain);
        let (name, after) = reference.strip_prefix('&')?.split_once(';')?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" | "#34" => '"',
            "apos" | "#39" => '\'',
            "#10" | "#xA" | "#xa" => '\n',
            "#9" | "#x9" => '\t',
            _ => return None,
        });
        rest = after;
        if let Some(next) = memchr2(b'&', b'\r', rest.as_bytes()) {
            at = next;
        } else {
            out.push_str(rest);
            return Some(Cow::Owned(out));
        }
    }
}
