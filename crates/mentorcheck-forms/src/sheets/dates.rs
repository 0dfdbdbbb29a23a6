//! Numbers that workbooks show as dates.

/// The day that number 0 stands for, as days from 1970-01-01, in each of the two systems of Excel.
const EPOCH_1900: i64 = -25_569;
const EPOCH_1904: i64 = -24_107;
const SECONDS: f64 = 86_400.0;
/// The last day of the year 9999.
const MAX_SERIAL: f64 = 2_958_466.0;

/// A number as a date, `2026-11-28`, with the time if it has one; a number below 1 is a time alone. `None` if it is outside
/// the years of a workbook.
pub(super) fn to_iso(serial: f64, is_1904: bool) -> Option<String> {
    if !(0.0..MAX_SERIAL).contains(&serial) {
        return None;
    }
    // In whole seconds: fractions of a day are seldom exact.
    #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
    let seconds = (serial * SECONDS).round() as i64;
    let (day, time) = (seconds / 86_400, seconds % 86_400);
    let clock = match time % 60 {
        0 => format!("{:02}:{:02}", time / 3_600, time / 60 % 60),
        second => format!("{:02}:{:02}:{second:02}", time / 3_600, time / 60 % 60),
    };
    if day == 0 && !is_1904 {
        return Some(clock);
    }
    let epoch = if is_1904 { EPOCH_1904 } else { EPOCH_1900 };
    // Excel counts a 29 February 1900, which there was not.
    let missing = i64::from(!is_1904 && day < 60);
    let (year, month, day) = civil(epoch + day + missing);
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if time == 0 { date } else { format!("{date} {clock}") })
}

/// Year, month and day of a number of days from 1970-01-01, in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March here, so that the leap day is the last of a year.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Whether a built-in number format shows a date or time.
pub(super) const fn is_builtin_date(format: u32) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format of a workbook's own shows a date or time: it has a letter for one outside quotation marks.
pub(super) fn is_date_code(code: &str) -> bool {
    let mut chars = code.chars();
    let mut is_quoted = false;
    while let Some(ch) = chars.next() {
        match ch {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => _ = chars.next(),
            '[' => {
                let inside: String = chars.by_ref().take_while(|ch| *ch != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return true;
                }
            }
            // `General` has an `e` and an `a`, and no letter of a date.
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            // Only the part for positive numbers counts.
            ';' => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_dates() {
        for (serial, is_1904, expected) in [
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (61.0, false, Some("1900-03-01")),
            (46_354.0, false, Some("2026-11-28")),
            (44_892.0, true, Some("2026-11-28")),
            (45_351.5, false, Some("2024-02-29 12:00")),
            (45_351.999_99, false, Some("2024-02-29 23:59:59")),
            (0.25, false, Some("06:00")),
            (-1.0, false, None),
            (1e300, false, None),
            (f64::NAN, false, None),
        ] {
            assert_eq!(to_iso(serial, is_1904).as_deref(), expected, "{serial}");
        }
    }

    #[test]
    fn formats_of_dates_are_recognised() {
        for code in ["yyyy-mm-dd", "d/m/yy", "[h]:mm", "hh:mm:ss", "[$-409]d mmm", "mmmm"] {
            assert!(is_date_code(code), "{code}");
        }
        for code in ["General", "0.00", "@", "\"days\" 0", "#,##0;[Red]-0 \\d", "[Red]0", "0\\d"] {
            assert!(!is_date_code(code), "{code}");
        }
        assert!(is_builtin_date(14) && !is_builtin_date(49));
    }
}
