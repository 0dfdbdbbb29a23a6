# The text of a comparison of two descriptions, or of what an assumption changes. Lines begin with a sign: + for the new
# description, - for the old one, ~ for a change. Sentences that end with a colon introduce the lines below them.

## The programmes

diff-programme = Programme: { $name }
diff-programme-renamed = Programme: { $name }, before: { $old }
diff-no-name = (no name)
diff-same = The assessment stays the same.
diff-changed = The assessment changes.
diff-only-in = Only in { $path }: { $name }
diff-renaming = Do { $old } and { $new } describe the same programme? Most of what they state is the same. If so, give both the same identifier (`id`), and compare again.
diff-unreadable = { $path }: parts of this file could not be read. They are not compared.
diff-invalid = Parts of { $path } could not be understood. They are not counted:

## Assumptions, which are given with --what-if

diff-assumed = This report assumes facts that the descriptions do not state:
# At the section of the assumed facts, each in code marks.
diff-assumed-here = assumed here: { $facts }
diff-assumed-removed = { $field }: removed
diff-assumption = What the assumption changes
diff-assumption-nothing = Nothing. The description states it already.

## What changed

diff-no-facts = No facts differ.
diff-facts = Changes that can affect the verdict
diff-other-facts = Other changes
diff-verdict = Verdict
diff-blocks = Building blocks
diff-kinds = Kinds affected
diff-spectrum = Spectrum
diff-label = Label

diff-spectrum-none = no point
diff-spectrum-at = at { $point }
diff-spectrum-between = between { $from } and { $to }

diff-no-label = It has no label.
diff-label-supported = Its label is { $label }. The description supports it.
diff-label-ruled-out = Its label is { $label }. The description does not match it.
diff-label-open = Its label is { $label }. The description neither confirms nor contradicts it.

## Why it changed. Each introduces a list of changes.

diff-because = because of:
diff-because-any = because of any one of these:
diff-because-all = because of these together:
diff-or-because-all = or because of these together:
diff-because-others =
    { $count ->
        [one] or because of one other set of changes
       *[other] or because of { $count } other sets of changes
    }
diff-because-incomplete = Other sets of changes may have the same effect; not all were tried.
