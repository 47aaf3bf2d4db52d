//! Identifiers of the domain, one type each so that they cannot be mistaken for one another.

kernel::id! {
    /// A territory: the tenant, with its own journal.
    pub struct TerritoryId;
}
kernel::id! {
    /// A structure: hospital, CMP, practice, health centre, CPTS …
    pub struct OrganizationId;
}
kernel::id! {
    /// A professional, whatever the places where they work.
    pub struct PractitionerId;
}
kernel::id! {
    /// A professional in one structure with one profession (exercice).
    pub struct RoleId;
}
kernel::id! {
    /// The account a professional signs in with.
    pub struct AccountId;
}
kernel::id! {
    /// A person who is looked after.
    pub struct PersonId;
}
kernel::id! {
    /// A request for advice.
    pub struct AdviceId;
}
kernel::id! {
    /// A link by which a doctor is asked to take over.
    pub struct HandoverId;
}
kernel::id! {
    /// A consultation offered with an answer.
    pub struct ConsultationId;
}
kernel::id! {
    /// A document attached to a request or a record.
    pub struct AttachmentId;
}
kernel::id! {
    /// A letter as it was sent.
    pub struct LetterId;
}
kernel::id! {
    /// A time that a professional offers.
    pub struct SlotId;
}
kernel::id! {
    /// A notice to one professional.
    pub struct NoticeId;
}
kernel::id! {
    /// A personal ready-made sentence.
    pub struct SnippetId;
}
kernel::id! {
    /// An application for a social right.
    pub struct ApplicationId;
}
kernel::id! {
    /// An entry of a person's record.
    pub struct EntryId;
}
kernel::id! {
    /// A questionnaire that is filled about a person. Once it is whole, the entry that it becomes has the same.
    pub struct AssessmentId;
}
kernel::id! {
    /// A professional's membership of a person's care team.
    pub struct MemberId;
}
kernel::id! {
    /// An invitation to join a person's care team.
    pub struct InvitationId;
}
kernel::id! {
    /// Two records that may be the same person.
    pub struct MatchId;
}
kernel::id! {
    /// A merge of two records into one.
    pub struct MergeId;
}
kernel::id! {
    /// An attempt to open a record for a vital need.
    pub struct AttemptId;
}
kernel::id! {
    /// An access that a person was given to their own page.
    pub struct OwnAccessId;
}
kernel::id! {
    /// A question that a person asks their team.
    pub struct QuestionId;
}
kernel::id! {
    /// An interview of social accompaniment.
    pub struct InterviewId;
}
kernel::id! {
    /// A pathway that a person goes through.
    pub struct PathwayId;
}
kernel::id! {
    /// A synthesis of a pathway.
    pub struct SynthesisId;
}
kernel::id! {
    /// A goal of a support plan.
    pub struct GoalId;
}
kernel::id! {
    /// A step of a goal.
    pub struct StepId;
}
kernel::id! {
    /// An arrival at a reception.
    pub struct ArrivalId;
}
kernel::id! {
    /// A follow-up spreadsheet that is taken over.
    pub struct ImportId;
}
kernel::id! {
    /// A referral of a person to the professionals of a programme.
    pub struct ReferralId;
}
kernel::id! {
    /// A period in which a professional is away.
    pub struct AbsenceId;
}
kernel::id! {
    /// An exercise of the public directory: a professional, with one know-how, in one place.
    pub struct PublicPracticeId;
}
kernel::id! {
    /// The public directory, taken in once.
    pub struct DirectoryImportId;
}
kernel::id! {
    /// What somebody said of what an exercise accepts.
    pub struct PracticeOfferId;
}
