# The summary for a merge request, in Markdown. It is read by people who write descriptions as files.

# $tool is the name of the program; $kind is what is expected.
md-headline = { $tool }: { $result }
md-headline-label = { $tool }, against what each programme calls itself: { $result }
md-headline-kind = { $tool }, against { $kind }: { $result }
md-none-judged = no programme was judged
md-one-passes = the programme passes
md-one-fails = the programme does not pass
md-some-pass =
    { $count ->
        [one] 1 of { $total } programmes passes
       *[other] { $count } of { $total } programmes pass
    }
# $facts is a list of assumptions in code marks.
md-supposed = As if this were stated: { $facts }.

md-column-passes = Passes
md-passes = yes
md-passes-excused = yes, with findings excused
md-passes-in-part = yes, with mistakes to correct
md-fails = no
md-fails-in-part = no, with mistakes to correct
md-mistakes = The description has mistakes to correct. What is not understood does not count.

# Before a list of findings; $file is a path in code marks.
md-file-unreadable = { $file } could not be read:
md-file-outdated = { $file } has entries that are no longer needed:
# $source is one of the three messages below; $reason is the reason in the words of whoever excused it, or empty.
md-excused = { $code } in { $file }, by { $source }
md-excused-reason = { $code } in { $file }, by { $source }: { $reason }
source-comment = a comment in the description
source-configuration = the configuration
source-baseline = the baseline
md-excused-count =
    { $count ->
        [one] One finding is excused
       *[other] { $count } findings are excused
    }

## What there is no room for

md-more-files = … and { $count } more files that could not be read, for which there is no room here.
md-more-programmes = … and { $count } more programmes, for which there is no room here.
md-more-failing = … and { $count } more programmes that do not pass, for which there is no room here.
md-more-configurations = … and { $count } more files of the configuration, for which there is no room here.
md-more-findings = … and { $count } more findings, for which there is no room here.
