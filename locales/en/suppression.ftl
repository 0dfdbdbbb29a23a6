# Findings on what is suppressed: by a comment in a description, by the configuration, or by a baseline of known findings.
# $code is the code of a finding, such as voluntariness/mentor-is-volunteer.

suppression-here = here

## Comments in a description

suppression-too-many = This file has more than { $count } comments or codes that suppress findings. Those from here on are not read.
suppression-too-many-help = Remove those that are not needed, or allow the findings in the configuration.
suppression-not-honoured = This comment asks to allow a finding. Comments in descriptions are not honoured here.
suppression-not-honoured-help = Ask the people who decide on the programme to allow the finding in the configuration.
suppression-not-understood = This comment to mentorcheck is not understood.
suppression-not-understood-help = Write `# mentorcheck: allow CODE because REASON`, with the code as the finding gives it.
suppression-no-reason = This comment allows a finding without saying why, so it does nothing.
suppression-no-reason-help = Write the reason after the code: `# mentorcheck: allow { $codes } because …`.
suppression-never = `{ $code }` cannot be allowed: what is not understood is not judged.
suppression-never-help = Fix the problem itself, and remove the comment.
suppression-unused = This comment allows `{ $code }`, but there is no such finding on its line or below it.
suppression-unused-help = Remove it: there is nothing to allow.
# $lines is a list of numbers: “12 or 14”.
suppression-elsewhere-help = Put it on line { $lines }, or on a line of its own above.
suppression-unknown-code = There is no finding with the code `{ $code }`.
suppression-unknown-interpretation = There is no interpretation with the code `{ $code }`.
suppression-did-you-mean = Did you mean `{ $suggestion }`?
suppression-unknown-code-help = Copy the code from a report; `mentorcheck rules list` lists them too.
suppression-renamed-code = `{ $old }` is now called `{ $new }`.
suppression-renamed-code-help = Write `{ $new }` instead. The old code is understood until the next version.

## The configuration

suppression-rule-unused = The configuration allows `{ $code }`, but no programme that was checked has such a finding there.
suppression-rule-unused-help = Remove it, or correct its `path` or `field`.
# A reason for suppressing an interpretation, after “because”.
suppression-accepted = it is one of the accepted interpretations
suppression-decide-help = Decide whether you accept this interpretation. If so, add `{ $code }` to `interpretations` in { $file }.

## The baseline

baseline-gone = { $path }: `{ $code }` on `{ $field }` was known and is gone.
baseline-gone-file =
    { $count ->
        [one] { $path } is no longer there; one of its findings was known.
       *[other] { $path } is no longer there; { $count } of its findings were known.
    }
baseline-gone-help = Write the baseline again with `mentorcheck baseline write`, so that it does not come back unseen.
baseline-rewrite-help = Write the baseline again with `mentorcheck baseline write`.
baseline-former-version = An earlier version of mentorcheck wrote this baseline. It knows programmes by their place in a file, so one programme can take another's place.
baseline-renamed-codes =
    { $count ->
        [one] One finding has the code of an earlier version.
       *[other] { $count } findings have the codes of an earlier version.
    }
