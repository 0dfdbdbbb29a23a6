//! Codes in suppressions: which may be suppressed, which exist, and which were renamed.

use crate::{catalogue::message, format_message, schema::suggest};

/// Codes of findings on the policy itself.
pub(super) const UNUSED: &str = "allow/unused";
pub(super) const NO_REASON: &str = "allow/no-reason";
pub(super) const UNKNOWN_CODE: &str = "allow/unknown-code";
pub(super) const NEVER: &str = "allow/never";
pub(super) const NOT_HONOURED: &str = "allow/not-honoured";
pub(super) const NOT_UNDERSTOOD: &str = "allow/not-understood";
pub(super) const TOO_MANY: &str = "allow/too-many";
pub(super) const RENAMED: &str = "allow/renamed-code";
pub(super) const FORMER_VERSION: &str = "baseline/former-version";
pub(super) const GONE: &str = "baseline/gone";

/// Whether findings with this code can be suppressed. Input errors cannot, since input that is not understood is not
/// judged; nor can findings on the policy itself.
#[must_use]
pub fn is_suppressible(code: &str) -> bool {
    let owner = code.split('/').next().unwrap_or_default();
    !["source", "schema", "allow", "baseline", "config"].contains(&owner)
}

/// Checks that a code exists. `unknown` is the message for one that does not.
///
/// # Errors
/// The message and the help text if it does not.
pub(super) fn check_code(code: &str, codes: &[String], unknown: &str) -> Result<(), (String, String)> {
    if codes.iter().any(|known_code| known_code == code) {
        return Ok(());
    }
    let suggestion = suggest(code, codes.iter().map(String::as_str));
    let help = match suggestion {
        Some(suggestion) => format_message!("suppression-did-you-mean", suggestion = suggestion),
        None => message("suppression-unknown-code-help"),
    };
    Err((format_message!(unknown, code = code), help))
}

/// The message and help text on a renamed code.
pub(super) fn renamed_code_message(old: &str, new: &str) -> (String, String) {
    (
        format_message!("suppression-renamed-code", old = old, new = new),
        format_message!("suppression-renamed-code-help", new = new),
    )
}
