//! When a submission was sent, as servers write it.

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A time so that a later one is greater: `2026-11-28T10:11:12.345Z` of ODK and `KoboToolbox`, with or without a time or zone,
/// and `Nov 28, 2026 3:47:08 PM` of `SurveyCTO`. `None` for anything else, and for a zone other than UTC.
pub(super) fn sortable(text: &str) -> Option<String> {
    let text = text.trim();
    let is_iso = text.len() >= 10
        && text.bytes().take(10).enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_iso {
        return american(text);
    }
    let plain = text.trim_end_matches('Z').trim_end_matches("+00:00");
    let (date, clock) = plain.split_at_checked(10)?;
    let clock = clock.trim_start_matches(['T', ' ']);
    let is_clock = clock.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    is_clock.then(|| format!("{date} {clock}"))
}

/// A time with the name of the month first.
fn american(text: &str) -> Option<String> {
    let mut words = text.split([' ', ',', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty());
    let name = words.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    let day: u32 = words.next()?.parse().ok()?;
    let year: u32 = words.next()?.parse().ok()?;
    let mut clock = words.next().unwrap_or("0:0:0").split(':').map(str::parse::<u32>);
    let mut next = || clock.next().unwrap_or(Ok(0)).ok();
    let (hour, minute, second) = (next()?, next()?, next()?);
    let hour = match words.next().map(str::to_ascii_lowercase).as_deref() {
        Some("pm") => hour % 12 + 12,
        Some("am") => hour % 12,
        None => hour,
        Some(_) => return None,
    };
    Some(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
}

#[cfg(test)]
mod tests {
    use super::sortable;

    #[test]
    fn later_times_are_greater_whatever_server_wrote_them() {
        let ordered = [
            "2025-12-31",
            "2026-01-05T03:04:05",
            "2026-01-05T03:04:05.123Z",
            "Jan 5, 2026 4:00:00 AM",
            "2026-01-05 12:00:00+00:00",
            "Jan 5, 2026, 12:30:00\u{202f}PM",
            "Apr 1, 2026 12:00:00 AM",
            "Nov 28, 2026 3:47:08 PM",
        ];
        assert!(ordered.iter().all(|text| sortable(text).is_some()), "{ordered:?}");
        assert!(ordered.is_sorted_by_key(|text| sortable(text)), "{ordered:?}");
        for text in
            ["", "yesterday", "28/11/2026", "2026-11-28T10:11:12+02:00", "Nov 2026", "ä", "Jan 5, 2026 4:00:00 UTC"]
        {
            assert_eq!(sortable(text), None, "{text}");
        }
    }
}
