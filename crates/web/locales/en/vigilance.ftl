# Identity vigilance.

# The queue.
vigilance-title = Presumed duplicates
vigilance-lede = Records that may belong to one and the same person. You say whether they are one person, or two.
vigilance-why = You see the identity of these persons, and nothing else, because you are in charge of identity vigilance. Each comparison is written in the journal.
vigilance-empty = No duplicate to look at.
vigilance-empty-text = When a record resembles another, the pair comes here by itself. Nobody else sees it.
vigilance-pairs = Pairs to look at
vigilance-found = Found { $day }
vigilance-found-as = Found { $day }: { $likeness }.
vigilance-score-same = almost identical
vigilance-score-close = very much alike
vigilance-score-near = alike
vigilance-two = { $one } and { $other }
vigilance-differ = They differ in: { $traits }
vigilance-differ-nowhere = No trait differs
vigilance-compare = Compare
vigilance-done-merged = The two records are now one.
vigilance-done-distinct = Noted: they are two persons. The pair will not come back.

# A pair.
vigilance-pair-title = One person, or two?
vigilance-back = Back to presumed duplicates
vigilance-traits = Traits of identity
vigilance-differences = { $count ->
    [0] no difference
    [one] one difference
   *[other] { $count } differences
}
vigilance-trait = Trait
vigilance-compared = Comparison
vigilance-differs = differs
vigilance-agrees = agrees
vigilance-nothing = not filled in
vigilance-first = The older record
vigilance-first-short = Older
vigilance-second-short = Newer
vigilance-second = The newer record
vigilance-trait-family = Name at birth
vigilance-trait-used-family = Name in use
vigilance-trait-given = Given names
vigilance-trait-sex = Sex
vigilance-trait-birth-date = Date of birth
vigilance-trait-birth-place = Place of birth
vigilance-trait-status = Status of the identity
vigilance-trait-address = Address
vigilance-trait-phone = Telephone
vigilance-status-provisional = provisional
vigilance-status-retrieved = retrieved
vigilance-status-validated = validated
vigilance-status-qualified = qualified
vigilance-decide = Decide
vigilance-one-person = They are one person
vigilance-which-kept = Which record is kept?
vigilance-which-kept-hint = Its identity stays; the other record will lead to it.
vigilance-keep-first = The older one
vigilance-keep-second = The newer one
vigilance-keep-better = { $who } · proposed: the more reliable identity, else the older one
vigilance-merge = Merge the two records
vigilance-merge-moves = Requests, consultations, the care team, what the person said and the timeline go to the record that is kept. Those who followed either now open the same one; old links lead there.
vigilance-merge-undo = A merge can be undone: all that it moved goes back to its place.
vigilance-merge-factor = Your second factor is asked for unless it was shown in the last ten minutes.
vigilance-two-persons = They are two persons
vigilance-distinct-text = Nothing changes in their records, and this pair will not be proposed to you again.
vigilance-distinct = Note that they are two persons
vigilance-unsure = In doubt? Do not decide: the pair waits, and professionals may check an identity document in the meantime.
vigilance-settled-title = This has been decided
vigilance-settled-merged = { $who } merged these two records, { $at }.
vigilance-settled-distinct = { $who } said that they are two persons, { $at }.
vigilance-waits-title = Nothing to decide for now
vigilance-waits = One of the two records has been merged with another in the meantime. The pair will come back if that merge is undone.

# Merges.
vigilance-merges-link = Merges made
vigilance-merges-title = Merges made
vigilance-merges-lede = The latest first. Each can be undone.
vigilance-merges-empty = No merge.
vigilance-merges-empty-text = The records that you merge appear here, with the way back.
vigilance-merged-by = Merged by { $who }, { $at }
vigilance-merged-into = { $name } ({ $born }) leads to this record.
vigilance-undo = Undo the merge
vigilance-undo-text = All that the merge moved goes back to its record. What was written since in the record that was kept stays there. The pair is noted as “two persons”.
vigilance-undo-do = Undo
vigilance-covered = The record that was kept has been merged in its turn: undo that merge first.
vigilance-done-undone = The merge is undone. There are two records again.

## dynamic

fault-say-which-kept = Say which of the two records is kept.
conflict-pair-settled = { $who } has already decided about this pair, { $at }. Nothing was changed.
conflict-already-merged = { $who } has already merged one of these two records, { $at }. Nothing was changed.
conflict-merge-undone = { $who } has already undone this merge, { $at }.
conflict-merged-since = The record that was kept was merged in its turn by { $who }, { $at }. Undo that merge first.
