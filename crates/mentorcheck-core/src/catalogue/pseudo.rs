//! A pseudo-language for tests: English with accents on every letter, and 40 % longer.
//!
//! A text without accents in its output did not come from the catalogue, and lines that are too long show where a layout
//! has no room for other languages.

use std::borrow::Cow;

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "áƀçđéƒğħíĵķĺɱñóṕɋŕšţúṽŵẋýžÁƁÇĐÉƑĞĦÍĴĶĹṀÑÓṔɊŔŠŢÚṼŴẊÝŽ";

/// After this many letters …
const EVERY: usize = 5;
/// … the last one is written this many times more.
const MORE: usize = 2;

/// The text of a message between its arguments, in the pseudo-language.
pub(super) fn pseudo_text(text: &str) -> Cow<'_, str> {
    let mut pseudo = String::with_capacity(text.len() * 3);
    let mut letters = 0;
    for ch in text.chars() {
        let accented = PLAIN.find(ch).and_then(|index| ACCENTED.chars().nth(index));
        pseudo.push(accented.unwrap_or(ch));
        if let Some(accented) = accented {
            letters += 1;
            if letters % EVERY == 0 {
                pseudo.extend(std::iter::repeat_n(accented, MORE));
            }
        }
    }
    pseudo.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_get_accents_and_words_get_longer() {
        assert_eq!(PLAIN.len(), ACCENTED.chars().count());
        assert!(ACCENTED.chars().all(|ch| ch.is_alphabetic() && !ch.is_ascii()));
        assert_eq!(pseudo_text("Not met: `1`"), "Ñóţ ɱéééţ: `1`");
        assert_eq!(pseudo_text("abcdefghij").chars().count(), 14);
    }
}
